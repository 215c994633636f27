// Several files at once, each with its own progress; what became of it is said beside its name.
const SIMULTANEOUS = 2;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const find = (name) => parentElement.querySelector(`[data-part="${name}"]`);
  const [input, zone, list, told] = ["input", "zone", "list", "told"].map(find);
  const words = data.words;
  find("label").textContent = words.choose;
  find("hint").textContent = words.hint;
  zone.setAttribute("aria-label", words.zone);
  list.setAttribute("aria-label", words.list);
  if (zone.dataset.round !== String(data.round)) {
    zone.dataset.round = String(data.round);
    list.replaceChildren();
    told.textContent = "";
  }

  const line = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const state = document.createElement("span");
    name.textContent = file.name;
    name.className = "o-drop-name";
    bar.max = Math.max(file.size, 1);
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.className = "o-drop-state";
    state.textContent = words.waiting;
    item.append(name, bar, state);
    list.append(item);
    return { item, bar, state };
  };

  const send = (file, shown) =>
    new Promise((resolve) => {
      const end = (kept, sentence) => {
        shown.bar.remove();
        shown.state.textContent = sentence;
        shown.item.className = kept ? "o-drop-kept" : "o-drop-refused";
        resolve(kept);
      };
      if (file.size > data.most) return end(false, words.tooLarge);
      const request = new XMLHttpRequest();
      request.upload.onprogress = (event) => {
        shown.bar.value = event.loaded;
        shown.state.textContent = `${Math.round((100 * event.loaded) / Math.max(event.total, 1))}${words.percent}`;
      };
      request.onerror = () => end(false, words.cut);
      request.onload = () => {
        let sentence = words.cut;
        try {
          sentence = JSON.parse(request.responseText).sentence;
        } catch {
          // Something between here and the server answered instead of it: the general sentence stands.
        }
        end(request.status === 200, request.status === 200 ? words.arrived : sentence);
      };
      request.open("POST", data.address);
      request.setRequestHeader("x-depot-pass", data.pass);
      request.setRequestHeader("x-depot-name", encodeURIComponent(file.name));
      request.setRequestHeader("content-type", "application/octet-stream");
      request.send(file);
    });

  const sendAll = async (files) => {
    if (!files.length) return;
    input.disabled = true;
    const queue = [...files].map((file) => ({ file, shown: line(file) }));
    let kept = 0;
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (await send(next.file, next.shown)) kept += 1;
      }
    };
    await Promise.all(Array.from({ length: SIMULTANEOUS }, worker));
    input.value = "";
    input.disabled = false;
    told.textContent = words.done.replace("{kept}", kept).replace("{all}", files.length);
    if (kept) setTriggerValue("sent", Date.now());
  };

  input.onchange = () => sendAll([...input.files]);
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.classList.add("o-drop-over");
  };
  zone.ondragleave = () => zone.classList.remove("o-drop-over");
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove("o-drop-over");
    sendAll([...event.dataTransfer.files]);
  };
}
