/** Moves focus to the error summary, so that a screen reader begins there. */
export function focusErrorSummary() {
  document.querySelector(".govuk-error-summary")?.focus();
}
