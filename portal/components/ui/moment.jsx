import { useEffect, useState } from "react";

const MINUTE = 60, HOUR = 3600, DAY = 86400;
const watchers = new Set();
let timer = 0;

const span = (s) => {
  if (s < MINUTE) return "now";
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min`;
  if (s < DAY) return `${Math.floor(s / HOUR)} h`;
  if (s < 7 * DAY) return `${Math.floor(s / DAY)} d`;
  return "";
};
const left = (s) => {
  if (s <= 0) return "overdue";
  const minutes = Math.ceil(s / MINUTE), h = Math.floor(minutes / 60), m = minutes % 60;
  if (h >= 24) return "";
  return h ? (m ? `${h} h ${m} min left` : `${h} h left`) : `${m} min left`;
};
const format = (d, options, zone) =>
  new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", { ...options, timeZone: zone || undefined }).format(d);
const alike = (zone, options) => (d) => format(d, options, zone) === format(new Date(), options, zone);
const WHOLE = { dateStyle: "short", timeStyle: "short" };

const words = (d, show, zone) => {
  const clock = (at) => format(at, { hour: "2-digit", minute: "2-digit" }, zone);
  const day = (at) => {
    const year = alike(zone, { year: "numeric" })(at) ? {} : { year: "numeric" };
    return `${format(at, { weekday: "short" }, zone)} ${format(at, { day: "numeric", month: "short", ...year }, zone)}`;
  };
  const isToday = alike(zone, { dateStyle: "short" });
  const seconds = (Date.now() - d.getTime()) / 1000;
  if (show === "clock") return clock(d);
  if (show === "month") return format(d, { month: "short" }, zone);
  if (show === "day") return format(d, { day: "numeric" }, zone);
  if (show === "exact") return `${day(d)}, ${clock(d)}`;
  if (show === "full") return isToday(d) ? `today, ${clock(d)}` : `${day(d)}, ${clock(d)}`;
  if (show === "calendar") return format(d, { day: "numeric", month: "short", year: "numeric" }, zone);
  if (show === "date") return isToday(d) ? "today" : day(d);
  if (show === "by") return isToday(d) ? `by ${clock(d)} today` : `by ${day(d)}, ${clock(d)}`;
  if (show === "left") return left(-seconds) || `by ${day(d)}, ${clock(d)}`;
  return span(Math.max(seconds, 0)) || day(d);
};

export function Moment({ at, show = "ago", zone }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const again = () => tick((n) => n + 1);
    watchers.add(again);
    timer ||= setInterval(() => document.hidden || watchers.forEach((one) => one()), 20000);
    return () => {
      watchers.delete(again);
      if (!watchers.size) {
        clearInterval(timer);
        timer = 0;
      }
    };
  }, []);
  const whole = String(at || "").length === 10; // a day, the same in every zone
  const d = new Date(whole ? `${at}T00:00` : at);
  if (!at || isNaN(d)) return null;
  const there = whole ? undefined : zone;
  return <time dateTime={at} title={words(d, whole ? "date" : "exact", there)} className="nowrap">{words(d, show, there)}</time>;
}

/* Says in whose time a page speaks; nothing while the clock on the viewer's wall shows the same. */
export function ZoneNote({ zone }) {
  const at = new Date();
  if (!zone || format(at, WHOLE, zone) === format(at, WHOLE)) return null;
  const place = zone.split("/").pop().replaceAll("_", " ");
  return (
    <p className="zone-note">
      Times here are {place} time, as at the pharmacy. It is {format(at, { hour: "2-digit", minute: "2-digit" }, zone)} there now.
    </p>
  );
}
