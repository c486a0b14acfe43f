import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";

const BASE = "/api/attachments/", BOX = 240, STEP = 1.5, MOST = 8;

const fitted = (width, height) => {
  const scale = Math.min(BOX / width, BOX / height, 1);
  return { width: Math.max(48, Math.round(width * scale)), height: Math.max(48, Math.round(height * scale)) };
};

/* A small picture with its place kept free, blurred while it is sensitive, and large on a click. */
export function Picture({ file, name, width, height, sensitive }) {
  const [bare, setBare] = useState(false), [open, setOpen] = useState(false), [broken, setBroken] = useState(false);
  const size = fitted(width || 1, height || 1);
  const veiled = sensitive && !bare;
  useEffect(() => setBare(false), [sensitive, file]);
  const drawn = broken
    ? <span className="pic-broken">This picture could not be loaded.</span>
    : <img src={BASE + file + "/thumbnail"} {...size} alt="" onError={() => setBroken(true)} />;
  return (
    <span className={veiled ? "pic-frame veiled" : "pic-frame"} style={{ width: size.width, aspectRatio: size.width + " / " + size.height }}>
      {veiled ? (
        <>
          {drawn}
          <button type="button" className="pic-show" onClick={() => setBare(true)} aria-label={"Show sensitive picture " + name}>
            <span>Sensitive</span><b>Show</b>
          </button>
        </>
      ) : (
        <button type="button" className="pic" data-picture={file} data-name={name} onClick={() => setOpen(true)} aria-label={"Open picture " + name}>{drawn}</button>
      )}
      {sensitive && bare && <button type="button" className="pic-hide" onClick={() => setBare(false)} aria-label={"Hide sensitive picture " + name}>Hide</button>}
      {open && createPortal(<Viewer first={file} onClose={() => setOpen(false)} />, document.querySelector(".radix-themes") || document.body)}
    </span>
  );
}

function Viewer({ first, onClose }) {
  const dialog = useRef(null), stage = useRef(null), image = useRef(null), drag = useRef(null);
  const [all] = useState(() => {
    const seen = new Map();
    document.querySelectorAll("[data-picture]").forEach((n) => seen.set(n.dataset.picture, n.dataset.name));
    return [...seen].map(([id, name]) => ({ id, name }));
  });
  const [at, setAt] = useState(() => Math.max(0, all.findIndex((p) => p.id === first)));
  const [zoom, setZoom] = useState(1), [fit, setFit] = useState(null), [why, setWhy] = useState("");
  const one = all[at] || { id: first, name: "Picture" };
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current.showModal();
    stage.current.focus();
    return () => opener?.focus?.();
  }, []);
  const measure = () => {
    const { naturalWidth: w, naturalHeight: h } = image.current || {};
    const { clientWidth, clientHeight } = stage.current || {};
    if (w) setFit(Math.min(clientWidth - 16, ((clientHeight - 16) * w) / h, w));
  };
  useEffect(() => {
    const sized = new ResizeObserver(measure);
    sized.observe(stage.current);
    return () => sized.disconnect();
  }, []);
  const before = useRef(1);
  useLayoutEffect(() => {
    const box = stage.current, by = zoom / before.current;
    box.scrollLeft = (box.scrollLeft + box.clientWidth / 2) * by - box.clientWidth / 2;
    box.scrollTop = (box.scrollTop + box.clientHeight / 2) * by - box.clientHeight / 2;
    before.current = zoom;
  }, [zoom]);
  const by = (factor) => setZoom((z) => Math.min(MOST, Math.max(1, z * factor)));
  const go = (step) => {
    if (all.length < 2) return;
    setZoom(1);
    setFit(null);
    setWhy("");
    setAt((n) => (n + step + all.length) % all.length);
  };
  const pressed = (e) => {
    const deed = { "+": () => by(STEP), "=": () => by(STEP), "-": () => by(1 / STEP), 0: () => setZoom(1) }[e.key]
      || (zoom === 1 && { ArrowRight: () => go(1), ArrowLeft: () => go(-1) }[e.key]);
    if (deed) {
      e.preventDefault();
      deed();
    }
    e.stopPropagation();
  };
  const down = (e) => {
    if (e.pointerType !== "mouse" || zoom === 1) return;
    drag.current = { x: e.clientX + stage.current.scrollLeft, y: e.clientY + stage.current.scrollTop };
    stage.current.setPointerCapture(e.pointerId);
  };
  const move = (e) => {
    if (!drag.current) return;
    stage.current.scrollLeft = drag.current.x - e.clientX;
    stage.current.scrollTop = drag.current.y - e.clientY;
  };
  return (
    <dialog ref={dialog} className="viewer" aria-label={"Picture " + one.name} onClose={onClose} onKeyDown={pressed}>
      <header>
        <b className="viewer-name">{one.name}</b>
        {all.length > 1 && <span className="viewer-count">{at + 1} of {all.length}</span>}
        <span className="viewer-tools" role="toolbar" aria-label="Picture">
          <Tool label="Zoom out (−)" off={zoom <= 1} onClick={() => by(1 / STEP)}><path d="M5 12h14" /></Tool>
          <output className="viewer-zoom" aria-live="polite">{Math.round(zoom * 100)} %</output>
          <Tool label="Zoom in (+)" off={zoom >= MOST} onClick={() => by(STEP)}><path d="M5 12h14M12 5v14" /></Tool>
          <Tool label="Fit (0)" off={zoom === 1} onClick={() => setZoom(1)}><path d="M8 3H5a2 2 0 0 0-2 2v3m18 0V5a2 2 0 0 0-2-2h-3m0 18h3a2 2 0 0 0 2-2v-3M3 16v3a2 2 0 0 0 2 2h3" /></Tool>
          {all.length > 1 && <Tool label="Previous (←)" onClick={() => go(-1)}><path d="m15 18-6-6 6-6" /></Tool>}
          {all.length > 1 && <Tool label="Next (→)" onClick={() => go(1)}><path d="m9 18 6-6-6-6" /></Tool>}
          <a className="viewer-tool" href={BASE + one.id} download aria-label="Download" title="Download">
            <Drawn><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5M12 15V3" /></Drawn>
          </a>
          <Tool label="Close (Esc)" onClick={() => dialog.current.close()}><path d="M18 6 6 18M6 6l12 12" /></Tool>
        </span>
      </header>
      <div ref={stage} className={zoom > 1 ? "viewer-stage grab" : "viewer-stage"} tabIndex={0} aria-label="Picture, scrolls when enlarged"
        onPointerDown={down} onPointerMove={move} onPointerUp={() => { drag.current = null; }}>
        {why ? <p role="alert">{why}</p> : (
          <img ref={image} key={one.id} src={BASE + one.id + "?show=1"} alt={one.name} draggable={false}
            style={fit ? { width: fit * zoom } : { maxWidth: "100%", maxHeight: "100%", visibility: "hidden" }}
            onLoad={measure} onError={() => setWhy("This picture could not be loaded.")} />
        )}
        {!fit && !why && <p className="viewer-wait" role="status">Loading…</p>}
      </div>
    </dialog>
  );
}

const Drawn = ({ children }) => (
  <svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">{children}</svg>
);
const Tool = ({ label, off, onClick, children }) => (
  <button type="button" className="viewer-tool" aria-label={label} title={label} aria-disabled={off || undefined} onClick={() => !off && onClick()}><Drawn>{children}</Drawn></button>
);
