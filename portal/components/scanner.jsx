import { useEffect, useRef, useState } from "react";

const PAUSE = 90; // milliseconds between two frames
const FRAME = 1280;
const EDGES = [2000, 1200, 700]; // a large, noisy picture reads better smaller
const ASKED = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
const REFUSED = {
  NotAllowedError: "The camera is not allowed here. Allow it beside the browser’s address, or type the code.",
  NotFoundError: "This device has no camera. Type the code, or use a picture.",
  OverconstrainedError: "This camera cannot be used. Choose another one, or type the code.",
  NotReadableError: "Another program uses the camera. Close it, then start again.",
  insecure: "The camera works on https pages only. Type the code, or use a picture.",
  broken: "Codes cannot be read in this browser. Type the code instead.",
};
const NO_CODE = "There is no code in this picture that can be read. Take it again: the whole square, sharp and near.";
const SEVERAL = "There are several codes. Show one prescription only.";

// One reader for each scanner on the page; it answers each question by its number.
const makeReader = () => {
  const worker = new Worker(new URL("./scanner_worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let last = 0;
  const fail = () => [...waiting.values()].forEach((settle) => settle({ broken: true }));
  worker.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  worker.onerror = fail;
  return {
    read: (source, width, height, edge) =>
      new Promise((resolve) => {
        const part = Math.min(1, edge / Math.max(width, height));
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(width * part));
        canvas.height = Math.max(1, Math.round(height * part));
        const pen = canvas.getContext("2d", { willReadFrequently: true });
        pen.drawImage(source, 0, 0, canvas.width, canvas.height);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        waiting.set(++last, resolve);
        worker.postMessage({ id: last, pixels: data.buffer, width: canvas.width, height: canvas.height }, [data.buffer]);
      }),
    end: () => {
      worker.terminate();
      fail();
    },
  };
};

const sent = async (address, file) => {
  const body = new FormData();
  body.append("file", file, file.name);
  try {
    const said = await fetch(address, { method: "POST", body, headers: { "X-Requested-With": "portal" } });
    const answer = await said.json();
    return said.ok ? { token: answer.token } : { problem: Object.values(answer.errors || {})[0] || answer.detail };
  } catch {
    return { problem: "The line broke. Please try again." };
  }
};

// What the address asks for. Not a value of the server's: after a reload that still says what it
// said before, and the camera would go on by itself.
const asked = () => new URLSearchParams(window.location.search).get("with");

export function Scanner({ upload, onToken }) {
  const video = useRef(null);
  const picker = useRef(null);
  const stream = useRef(null);
  const reader = useRef(null);
  const run = useRef(0);
  const [state, setState] = useState("off"); // off, asking, on, reading, read
  const [words, setWords] = useState("");
  const [cameras, setCameras] = useState([]);
  const [camera, setCamera] = useState("");
  const [torch, setTorch] = useState(null);
  const [over, setOver] = useState(false);

  const eyes = () => (reader.current ??= makeReader());
  const stop = (next = "off") => {
    run.current += 1;
    stream.current?.getTracks().forEach((track) => track.stop());
    stream.current = null;
    setTorch(null);
    setState(next);
  };
  const done = (text) => {
    stop("read");
    setWords("The code was read.");
    onToken?.(text);
  };
  const refuse = (name) => {
    stop();
    setWords(REFUSED[name] || "The camera could not be started. Type the code instead.");
  };

  const watch = async (mine) => {
    while (run.current === mine) {
      const shown = video.current;
      if (shown?.videoWidth) {
        const found = await eyes().read(shown, shown.videoWidth, shown.videoHeight, FRAME);
        if (run.current !== mine) return;
        if (found.broken) return refuse("broken");
        if (found.texts.length === 1) return done(found.texts[0]);
        if (found.texts.length > 1) setWords(SEVERAL);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  };

  const start = async (device = camera) => {
    stop("asking");
    setWords("");
    const mine = run.current;
    if (!navigator.mediaDevices?.getUserMedia) return refuse("insecure");
    try {
      const wanted = device ? { ...ASKED, facingMode: undefined, deviceId: { exact: device } } : ASKED;
      const got = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
      if (run.current !== mine) return got.getTracks().forEach((track) => track.stop());
      stream.current = got;
      const [track] = got.getVideoTracks();
      track.onended = () => run.current === mine && refuse("NotReadableError");
      video.current.srcObject = got;
      await video.current.play();
      if (run.current !== mine) return;
      setState("on");
      setCamera(track.getSettings().deviceId || "");
      setTorch(track.getCapabilities?.().torch ? false : null);
      const all = await navigator.mediaDevices.enumerateDevices();
      setCameras(all.filter((one) => one.kind === "videoinput" && one.deviceId));
      watch(mine);
    } catch (why) {
      if (run.current === mine) refuse(why?.name);
    }
  };

  const light = async () => {
    const [track] = stream.current?.getVideoTracks() || [];
    try {
      await track?.applyConstraints({ advanced: [{ torch: !torch }] });
      setTorch(!torch);
    } catch {
      setTorch(null);
    }
  };

  const picture = async (file) => {
    if (!file) return;
    stop("reading");
    setWords("");
    let found = { texts: [] };
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      for (const edge of EDGES) {
        found = await eyes().read(image, image.width, image.height, edge);
        if (found.broken || found.texts.length) break;
      }
    } catch {
      found = { texts: [] };
    }
    if (found.texts?.length === 1) return done(found.texts[0]);
    if (found.texts?.length > 1) {
      setState("off");
      return setWords(SEVERAL);
    }
    const answer = upload ? await sent(upload, file) : { problem: found.broken ? REFUSED.broken : NO_CODE };
    if (answer.token) return done(answer.token);
    setState("off");
    setWords(answer.problem || NO_CODE);
  };

  const pick = (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    picture(file);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    picture(event.dataTransfer.files[0]);
  };
  const latest = useRef(picture);
  latest.current = picture;

  useEffect(() => {
    const paste = (event) => {
      const [file] = event.clipboardData?.files || [];
      if (!file) return;
      event.preventDefault();
      latest.current(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
  useEffect(() => {
    const hide = () => document.hidden && stream.current && stop();
    document.addEventListener("visibilitychange", hide);
    if (asked() === "camera") start("");
    if (asked() === "picture") picker.current?.focus();
    return () => {
      document.removeEventListener("visibilitychange", hide);
      stop();
      reader.current?.end();
      reader.current = null;
    };
  }, []);

  const live = state === "on" || state === "asking";
  return (
    <section
      className={over ? "code-scanner drop-here" : "code-scanner"}
      aria-label="Scan a code"
      data-state={state}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget) || setOver(false)}
      onDrop={drop}
    >
      <div className="scanner-view" hidden={!live}>
        <video ref={video} playsInline muted aria-label="What the camera sees" />
        <span className="scanner-frame" aria-hidden="true" />
      </div>
      <div className="scanner-tools">
        {live ? (
          <button type="button" className="up-button" onClick={() => stop()}>
            Stop the camera
          </button>
        ) : (
          <button type="button" className="up-button" onClick={() => start()} disabled={state === "reading"}>
            {state === "read" ? "Scan another code" : "Scan with the camera"}
          </button>
        )}
        {torch !== null && (
          <button type="button" className="up-button" aria-pressed={torch} onClick={light}>
            Light
          </button>
        )}
        <label className="pick">
          <input ref={picker} type="file" accept="image/*" onChange={pick} disabled={state === "reading"} />
          <span>Use a picture</span>
        </label>
      </div>
      {live && cameras.length > 1 && (
        <label className="scanner-choice small">
          Camera{" "}
          <select className="select" value={camera} onChange={(e) => start(e.target.value)}>
            {cameras.map((one, at) => (
              <option key={one.deviceId} value={one.deviceId}>
                {one.label || `Camera ${at + 1}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <p role="status" className="scanner-words small">
        {words ||
          { asking: "Allow the camera when the browser asks.", on: "Hold the square in front of the camera.", reading: "Reading the picture…" }[state] ||
          ""}
      </p>
    </section>
  );
}
