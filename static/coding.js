// Coding with a mouse, a keyboard or a finger, on top of the page's plain form: the same buttons are pressed, and the
// server answers with what changed. Nothing of the text is kept in the browser; one flag says whether single keys work.
const desk = document.getElementById("desk")
if (desk) start()

function start() {
  const find = document.getElementById("find"), keep = document.getElementById("keep"), keys = document.getElementById("keys")
  const sel = document.getElementById("sel"), restricted = document.getElementById("restricted")
  const hint = sel.innerHTML
  const undos = []
  let words = [] // places chosen as words; while there are none, the ticked sentences count
  let last = "", waiting = Promise.resolve(), saved = false, touched = false
  const $$ = (query, root = document) => [...root.querySelectorAll(query)]
  const boxes = () => $$('input[name="s"]')
  const points = (text) => [...text].length // code points, as the server counts

  document.documentElement.classList.add("js")
  keys.checked = sessionStorage.getItem("coding-keys") !== "off"
  keys.addEventListener("change", () => sessionStorage.setItem("coding-keys", keys.checked ? "on" : "off"))
  if (document.getElementById("saved").dataset.undo) undos.push(document.getElementById("saved").dataset.undo)
  show()

  // What is chosen

  function chosen() {
    return words.length ? words.map((one) => one.value) : boxes().filter((box) => box.checked).map((box) => box.value)
  }

  function show() {
    const told = words.length ? words.map((one) => one.text) : boxes().filter((box) => box.checked).map((box) => text(box).textContent)
    sel.classList.toggle("some", told.length > 0)
    if (told.length) sel.textContent = told.join(" … ")
    else sel.innerHTML = hint
    if (!window.Highlight) return
    const ranges = words.map(rangeOf).filter(Boolean)
    CSS.highlights.set("pending", new Highlight(...ranges))
  }

  function text(box) { return box.parentElement.querySelector(".t") }

  function clear() {
    for (const box of boxes()) box.checked = false
    words = []
    show()
  }

  function fromSelection() {
    const selection = getSelection()
    if (!selection.rangeCount || selection.isCollapsed) return false
    const range = selection.getRangeAt(0), found = []
    for (const piece of $$(".coding-words .t")) {
      if (!range.intersectsNode(piece)) continue
      const box = piece.parentElement.querySelector("input")
      const part = within(range, piece)
      if (box && part) found.push(part.value.startsWith("source:") ? { ...part, value: box.value } : part)
    }
    if (!found.length) return false
    for (const box of boxes()) box.checked = false
    words = found
    saved = false
    show()
    return true
  }

  // The part of one sentence that a selection covers, without blanks at its ends.
  function within(range, piece) {
    const whole = document.createRange()
    whole.selectNodeContents(piece)
    const part = whole.cloneRange(), before = whole.cloneRange()
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) part.setStart(range.startContainer, range.startOffset)
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) part.setEnd(range.endContainer, range.endOffset)
    before.setEnd(part.startContainer, part.startOffset)
    const said = part.toString(), exact = said.trim()
    if (!exact) return null
    const [name, place] = piece.parentElement.querySelector("input").value.split(":")
    const start = Number(place.split("-")[0]) + points(before.toString()) + points(said.slice(0, said.length - said.trimStart().length))
    return { value: `${name}:${start}-${start + points(exact)}`, text: exact }
  }

  function rangeOf(one) {
    const [name, place] = one.value.split(":"), [start, end] = place.split("-").map(Number)
    for (const box of boxes()) {
      const [its, at] = box.value.split(":"), [from, to] = at.split("-").map(Number)
      if (its === name && from <= start && end <= to) return rangeIn(text(box), start - from, end - from)
    }
    return null
  }

  function rangeIn(piece, start, end) {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT), range = document.createRange()
    let at = 0, begun = false
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const letters = [...node.data], place = (count) => letters.slice(0, count).join("").length
      if (!begun && start < at + letters.length) { range.setStart(node, place(start - at)); begun = true }
      if (begun && end <= at + letters.length) { range.setEnd(node, place(end - at)); return range }
      at += letters.length
    }
    return null
  }

  // What is sent, and what comes back

  // One after the other, in the order of the presses; what was chosen is what was chosen when the key was pressed.
  function press(name, value) {
    const data = new FormData(desk), places = chosen()
    if (name === "code" && !places.length && needsWords(data)) return say(desk.dataset.nothing, true)
    data.delete("s")
    for (const place of places) data.append("s", place)
    data.set(name, value)
    if (name === "code") last = value
    waiting = waiting.then(() => send(data, name === "code"))
  }

  function needsWords(data) {
    return data.get("state") !== "not_asked" && !desk.elements.locator?.value
  }

  async function send(data, coding) {
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { "X-Fragments": "1" }, redirect: "manual" })
      if (answer.type === "opaqueredirect") return say(desk.dataset.signedOut, true)
      if (!answer.ok) return say(desk.dataset.trouble, true)
      put(await answer.text(), coding)
    } catch {
      say(desk.dataset.trouble, true)
    }
  }

  function put(answer, coding) {
    const ticked = new Set(boxes().filter((box) => box.checked).map((box) => box.value))
    const focused = document.activeElement, place = focused?.name === "s" ? focused.value : ""
    for (const piece of [...new DOMParser().parseFromString(answer, "text/html").body.children]) {
      document.getElementById(piece.id)?.replaceWith(document.adoptNode(piece))
      for (const box of $$('input[name="s"]', document.getElementById(piece.id) ?? document.createElement("p"))) box.checked = ticked.has(box.value)
    }
    const told = document.getElementById("saved")
    const good = !told.classList.contains("problem")
    if (coding && good) {
      undos.push(told.dataset.undo)
      saved = true
      const note = desk.elements.note
      if (note) note.value = ""
      if (keep.checked) clear()
    }
    show()
    if (place) document.querySelector(`input[name="s"][value="${place}"]`)?.focus({ preventScroll: true })
  }

  function say(sentence, problem) {
    const told = document.getElementById("saved"), line = document.createElement("p")
    line.textContent = sentence
    told.classList.toggle("problem", problem)
    told.replaceChildren(line)
  }

  function undo() {
    if (undos.length) press("undo", undos.pop())
  }

  // Mouse and finger

  document.addEventListener("change", (event) => {
    if (event.target.name !== "s") return
    if (saved && event.target.checked) for (const box of boxes()) if (box !== event.target) box.checked = false
    saved = false
    words = []
    show()
    if (keep.checked && last && event.target.checked) press("code", last)
  })
  document.addEventListener("click", (event) => {
    if (event.target.closest(".coding-words") && !getSelection().isCollapsed && fromSelection()) event.preventDefault()
  })
  document.addEventListener("pointerup", (event) => {
    touched = event.pointerType === "touch"
    if (event.target.closest?.(".coding-words")) setTimeout(() => { if (fromSelection() && keep.checked && last && !touched) press("code", last) })
  })
  document.addEventListener("selectionchange", () => { if (touched) fromSelection() })
  desk.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-leaves")) return
    event.preventDefault()
    event.stopImmediatePropagation() // the form is not left: what keeps drafts goes on
    const button = event.submitter
    if (!button || button.value === "find") return
    if (button.name === "undo") undos.splice(undos.indexOf(button.value), 1)
    press(button.name, button.value)
  })

  // Finding a code

  function look() {
    const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean)
    let any = false
    for (const section of $$("#codes section")) {
      for (const one of $$("li", section)) {
        const fits = parts.every((part) => (one.dataset.find ?? "").includes(part))
        one.hidden = parts.length ? !fits : "restricted" in one.dataset && !restricted.checked
      }
      section.hidden = (parts.length > 0 && "mostUsed" in section.dataset) || !$$("li", section).some((one) => !one.hidden)
      any ||= !section.hidden
    }
    document.getElementById("none").hidden = any
  }
  find.addEventListener("input", look)
  restricted.addEventListener("change", look)
  find.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "Enter") {
      event.preventDefault()
      const first = $$("#codes section:not([hidden]) li:not([hidden]) button")[0]
      if (!first || !find.value.trim()) return
      find.value = ""
      look()
      find.blur()
      press("code", first.value)
    } else if (event.key === "Escape") {
      find.value = ""
      look()
      find.blur()
    }
  })

  // Single keys. Letters by their place on the keyboard, so that they work with Korean and Russian layouts.

  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.matches?.('textarea, select, input:not([type="checkbox"], [type="radio"])')) return
    const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code)?.[1]
    if (digit && !event.shiftKey) code(digit, event)
    else if (event.code === "KeyU") undo()
    else if (event.key === "/" || event.code === "Slash") { event.preventDefault(); find.focus() }
    else if (event.code === "KeyJ" || event.code === "KeyK") step(event)
    else if (event.key === "Escape") clear()
  })
  document.addEventListener("keyup", (event) => {
    if (event.key === "Shift" || (event.shiftKey && event.key.startsWith("Arrow"))) fromSelection()
  })

  function code(digit, event) {
    const button = $$("#codes [data-most-used] button").find((one) => one.querySelector("kbd").textContent === digit)
    if (!button) return
    event.preventDefault()
    press("code", button.value)
  }

  function step(event) {
    const all = boxes(), forward = event.code === "KeyJ", on = all.filter((box) => box.checked)
    const from = on.length ? all.indexOf(forward ? on[on.length - 1] : on[0]) : forward ? -1 : all.length
    const to = all[Math.min(all.length - 1, Math.max(0, from + (forward ? 1 : -1)))]
    if (!to) return
    if (!event.shiftKey) for (const box of on) box.checked = false
    words = []
    to.checked = true
    to.focus()
    show()
  }
}
