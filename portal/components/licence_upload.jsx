import { useState } from "react";

const MOST = 5;
const send = (token, file, onProgress) =>
  new Promise((resolve) => {
    const body = new FormData();
    body.append("client_id", crypto.randomUUID());
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "/api/applications/documents");
    request.setRequestHeader("X-Requested-With", "portal");
    request.setRequestHeader("X-Application", token);
    request.upload.onprogress = (e) => e.lengthComputable && onProgress(Math.round((100 * e.loaded) / e.total));
    request.onload = () => {
      if (request.status < 300) return resolve("");
      let said = {};
      try {
        said = JSON.parse(request.responseText);
      } catch {
        said = {};
      }
      resolve(Object.values(said.errors || {})[0] || said.detail || "This file was not accepted.");
    };
    request.onerror = () => resolve("The line broke. Please try again.");
    request.send(body);
  });

export function LicenceUpload({ token }) {
  const [files, set] = useState([]);
  const change = (key, what) => set((all) => all.map((f) => (f.key === key ? { ...f, ...what } : f)));
  const add = async (event) => {
    const chosen = [...event.target.files].slice(0, MOST).map((file) => ({ key: crypto.randomUUID(), file, done: 0, problem: "", state: "sending" }));
    event.target.value = "";
    set((all) => [...all, ...chosen]);
    for (const one of chosen) {
      const problem = await send(token, one.file, (done) => change(one.key, { done }));
      change(one.key, { problem, state: problem ? "refused" : "sent" });
    }
  };
  return (
    <div className="col g12">
      <label className="pick">
        <input type="file" multiple accept="image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf" onChange={add} />
        <span>Choose files</span>
      </label>
      <ul className="licence-files" role="list" aria-live="polite" aria-label="Documents">
        {files.map((f) => (
          <li key={f.key}>
            <b>{f.file.name}</b>
            <span className={f.problem ? "t-alarm" : "soft"}>
              {f.state === "sending" ? `Sending… ${f.done} %` : f.problem || "Added"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
