import { useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";

const fresh = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
};
const ticked = (one) => one.type === "checkbox" || one.type === "radio";
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && one.type !== "hidden");
const read = (form) => fieldsOf(form).map((one) => [one.name, ticked(one) ? one.value : null, ticked(one) ? one.checked : one.value]);
const fill = (form, typed) =>
  fieldsOf(form).forEach((one) => {
    const had = typed.find(([name, choice]) => name === one.name && (choice === null || choice === one.value));
    if (had) one[ticked(one) ? "checked" : "value"] = had[2];
  });

const nameOf = (dialog) => location.pathname + " " + document.getElementById(dialog.getAttribute("aria-labelledby"))?.textContent;

// What was typed into the dialog that is open: it is put back when the server forgot the dialog.
let typed = null, forgotten = false;

export function FormKey({ name }) {
  const [, errors] = useContext(EventLoopContext);
  const box = useRef(null);
  const [value, setValue] = useState(fresh);
  const [inDialog, setInDialog] = useState(false);
  useEffect(() => {
    const form = box.current.form, dialog = form?.closest("[role=dialog]");
    if (!dialog) return undefined;
    setInDialog(true);
    const begin = () => {
      if (forgotten && typed?.of === nameOf(dialog)) {
        setValue(typed.key);
        fill(form, typed.fields);
      } else typed = null;
      forgotten = false;
    };
    const keep = () => {
      typed = { of: nameOf(dialog), key: box.current.value, fields: read(form) };
    };
    begin();
    const watch = new MutationObserver(() => forgotten && dialog.dataset.state === "open" && begin());
    watch.observe(dialog, { attributes: true, attributeFilter: ["data-state"] });
    form.addEventListener("input", keep);
    return () => {
      watch.disconnect();
      form.removeEventListener("input", keep);
    };
  }, []);
  return (
    <>
      <input ref={box} type="hidden" name={name} value={value} readOnly />
      {inDialog && errors.length > 0 && (
        <p role="status" className="notice wait">
          No connection for the moment: nothing is recorded yet. What you filled in stays here; pressed now, it is sent
          once, when the line is back.
        </p>
      )}
    </>
  );
}

/* Hands back what lay on the screen when the server has forgotten it in the middle. */
export function Held({ born, person, what, empty, ready, onLost }) {
  const had = useRef({ born: "", person: "", what: null });
  const lost = useRef(null);
  useEffect(() => {
    const before = had.current;
    if (before.person && person && person !== before.person) {
      before.what = lost.current = typed = null;
      forgotten = false;
    }
    before.person = person || before.person;
    if (before.born && born !== before.born && before.what) {
      lost.current = before.what;
      before.what = null;
    }
    if (!born) return;
    before.born = born;
    if (!lost.current) before.what = empty ? null : what;
    else if (ready) {
      forgotten = typed !== null;
      onLost(lost.current);
      lost.current = null;
    }
  });
  return null;
}
