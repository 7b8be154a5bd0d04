/** Where `autofocus` did not reach the error summary, moves the focus there, so that a screen reader begins with it. */
export function focusErrorSummary() {
  const summary = document.querySelector(".govuk-error-summary");
  if (!summary) return;
  addEventListener("load", () => requestAnimationFrame(() => {
    if (document.activeElement === document.body) summary.focus();
  }));
}
