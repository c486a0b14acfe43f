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
const format = (d, options) => new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", options).format(d);
const clock = (d) => format(d, { hour: "2-digit", minute: "2-digit" });
const day = (d) => {
  const year = d.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" };
  return `${format(d, { weekday: "short" })} ${format(d, { day: "numeric", month: "short", ...year })}`;
};
const isToday = (d) => d.toDateString() === new Date().toDateString();

const words = (d, show) => {
  const seconds = (Date.now() - d.getTime()) / 1000;
  if (show === "clock") return clock(d);
  if (show === "month") return format(d, { month: "short" });
  if (show === "day") return format(d, { day: "numeric" });
  if (show === "full") return isToday(d) ? `today, ${clock(d)}` : `${day(d)}, ${clock(d)}`;
  if (show === "calendar") return format(d, { day: "numeric", month: "short", year: "numeric" });
  if (show === "date") return isToday(d) ? "today" : day(d);
  if (show === "by") return isToday(d) ? `by ${clock(d)} today` : `by ${day(d)}, ${clock(d)}`;
  if (show === "left") return left(-seconds) || `by ${day(d)}, ${clock(d)}`;
  return span(Math.max(seconds, 0)) || day(d);
};

export function Moment({ at, show = "ago" }) {
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
  return <time dateTime={at} title={whole ? day(d) : `${day(d)}, ${clock(d)}`} className="nowrap">{words(d, show)}</time>;
}
