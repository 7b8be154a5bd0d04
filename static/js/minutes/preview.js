/** Shows the text as it will look, without leaving the page. Without a connection the button says nothing new. */
export function offerPreview(place, text) {
  const button = place.querySelector("button[value='preview']");
  const shown = place.querySelector("[data-shown]");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const form = new FormData();
    form.set("csrf_token", place.querySelector("[name='csrf_token']").value);
    form.set("text", text.value);
    const told = await fetch(place.dataset.preview, { method: "POST", body: form, redirect: "manual" })
      .then((answer) => answer.json()).catch(() => null);
    if (!told) return;
    const target = place.querySelector("[data-preview-text]");
    if (told.html === undefined) target.textContent = told.message;
    else target.innerHTML = told.html; // cleaned by the server, as on every page
    shown.hidden = false;
    shown.scrollIntoView({ block: "nearest" });
  });
}
