// Keeps what is typed on the server, sealed, until it is saved. Nothing is kept in the browser: a seized computer
// would hold it. Each form with a note (the hidden field "draft") has a line that says how it stands.
const SOON = 2000, LATEST = 6000, AGAIN = 4000

for (const note of document.querySelectorAll('input[name="draft"]')) watch(note.form)

function watch(form) {
  const state = form.querySelector(".draft-state")
  let first = 0, timer = 0, sending = false, unkept = false, leaving = false, since = ""

  form.addEventListener("input", changed)
  form.addEventListener("change", changed)
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer) })
  document.addEventListener("visibilitychange", () => { if (document.hidden && unkept) send() })
  window.addEventListener("beforeunload", (event) => { if (unkept && !leaving) event.preventDefault() })

  function changed() {
    if (!unkept) { first = Date.now(); since = new Date().toTimeString().slice(0, 8) }
    unkept = true
    wait(Math.min(SOON, Math.max(0, first + LATEST - Date.now())))
  }

  function wait(milliseconds) {
    clearTimeout(timer)
    timer = setTimeout(send, milliseconds)
  }

  async function send() {
    if (sending || leaving) return
    sending = true
    unkept = false
    try {
      const answer = await fetch(state.dataset.url, { method: "POST", body: typed(), redirect: "manual" })
      if (answer.ok) say(state.dataset.kept.replace("%s", (await answer.json()).at))
      else { unkept = true; await refused() }
    } catch {
      unkept = true
      say(state.dataset.offline.replace("%s", since))
    }
    sending = false
    if (unkept) wait(AGAIN)
  }

  // Signed out, or signed in again meanwhile: then forms need a fresh token.
  async function refused() {
    const answer = await fetch(state.dataset.url, { redirect: "manual" })
    if (answer.ok) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token
    else signedOut()
  }

  function typed() {
    const values = new FormData(form)
    for (const [name, value] of [...values]) if (value instanceof File) values.delete(name)
    return values
  }

  function say(text) {
    if (state.textContent !== text) state.textContent = text
  }

  function signedOut() {
    if (state.querySelector("a")) return
    const link = document.createElement("a")
    link.href = state.dataset.signIn
    link.target = "_blank"
    link.rel = "noopener"
    link.textContent = state.dataset.signInText
    state.replaceChildren(`${state.dataset.signedOut} `, link)
  }
}
