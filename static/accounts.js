// Passkeys need scripts: what offers them is shown where they run, and their failures are said in the page.
document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false })
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  const problem = document.getElementById("passkey-problem")
  if (problem) problem.hidden = false
})
