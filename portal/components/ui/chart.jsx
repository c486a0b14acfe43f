import { useEffect, useId, useRef, useState } from "react";

const HEIGHT = 240, LEFT = 44, RIGHT = 16, TOP = 12, BOTTOM = 28, NARROW = 280;
const HALF_A_YEAR = 183 * 24 * 3600 * 1000; // milliseconds; up to here a mark names its day, beyond only the month
const LOOK = {
  exact: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  month: { month: "short", year: "2-digit" },
};
const day = (at, look) => new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", LOOK[look]).format(at);

const steps = (least, most) => {
  const rough = (most - least) / 5 || 1;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * size).find((n) => n >= rough);
  const found = [];
  for (let at = Math.ceil(least / step) * step; at <= most + step / 1000; at += step) found.push(+at.toFixed(6));
  return found;
};

export function Chart({ series }) {
  const box = useRef(null), title = useId();
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const seen = new ResizeObserver(([one]) => setWidth(Math.max(one.contentRect.width, NARROW)));
    seen.observe(box.current);
    return () => seen.disconnect();
  }, []);
  const points = (series.points || []).map((one) => ({ ...one, time: new Date(one.at).getTime() }));
  if (!points.length) return <p className="soft" ref={box}>Nothing measured yet.</p>;

  const all = points.flatMap((one) => (one.second == null ? [one.value] : [one.value, one.second]));
  const band = [series.low, series.high].filter((one) => one != null);
  const least = Math.min(...all, ...band), most = Math.max(...all, ...band), pad = (most - least || most || 1) * 0.08;
  const floor = Math.max(0, least - pad), ceiling = most + pad;
  const from = points[0].time, until = points[points.length - 1].time, span = until - from;
  const x = (time) => (span ? LEFT + ((time - from) / span) * (width - LEFT - RIGHT) : (LEFT + width - RIGHT) / 2);
  const y = (value) => TOP + (1 - (value - floor) / (ceiling - floor)) * (HEIGHT - TOP - BOTTOM);
  const line = (read) => points.map((one) => `${x(one.time).toFixed(1)},${y(read(one)).toFixed(1)}`).join(" ");
  const marks = span ? Math.max(2, Math.min(6, Math.floor(width / 110))) : 1;
  const times = Array.from({ length: marks }, (_, n) => (marks > 1 ? from + (span * n) / (marks - 1) : from));
  const words = (one) => `${one.text} ${series.unit_words}, ${day(one.time, "exact")}${one.reading_words ? ", " + one.reading_words : ""}${one.by_patient ? ", by the patient" : ""}`;
  const dot = (one, value, key) => (
    <circle key={key} cx={x(one.time)} cy={y(value)} r={points.length > 60 ? 2.5 : 4} className={`dot ${one.reading} ${one.by_patient ? "own" : ""}`}>
      <title>{words(one)}</title>
    </circle>
  );
  return (
    <div className="chart" ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={title}>
        <title id={title}>{`${series.name} over time, ${points.length} values, the latest ${words(points[points.length - 1])}. The table below has all of them.`}</title>
        {band.length > 0 && (
          <rect
            className="band" x={LEFT} width={width - LEFT - RIGHT} y={series.high == null ? TOP : y(series.high)}
            height={(series.low == null ? HEIGHT - BOTTOM : y(series.low)) - (series.high == null ? TOP : y(series.high))} />
        )}
        {steps(floor, ceiling).map((value) => (
          <g key={value}>
            <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end">{value}</text>
          </g>
        ))}
        {times.map((time, n) => (
          <text key={n} x={x(time)} y={HEIGHT - 8} textAnchor={marks === 1 ? "middle" : n === 0 ? "start" : n === marks - 1 ? "end" : "middle"}>{day(time, span < HALF_A_YEAR ? "day" : "month")}</text>
        ))}
        <polyline className="curve" points={line((one) => one.value)} />
        {points[0].second != null && <polyline className="curve" points={line((one) => one.second)} />}
        {points.map((one) => dot(one, one.value, one.id))}
        {points.map((one) => one.second != null && dot(one, one.second, one.id + "-2"))}
      </svg>
      <div className="legend">
        {series.usual && <span><i className="band-key" />Usual for adults: {series.usual} {series.unit_words}</span>}
        {points.some((one) => one.by_patient) && <span><i className="own-key" />Measured by the patient</span>}
        {series.more && <span>Only the latest {points.length} are drawn.</span>}
      </div>
      <details>
        <summary>All values as a table</summary>
        <div className="scroll-x" tabIndex={0} role="region" aria-label={`${series.name}, all values`}>
          <table className="tbl plain-tbl">
            <thead><tr><th scope="col">When</th><th scope="col">{series.name}</th><th scope="col">Range</th><th scope="col">By</th></tr></thead>
            <tbody>
              {[...points].reverse().map((one) => (
                <tr key={one.id}>
                  <th scope="row">{day(one.time, "exact")}</th>
                  <td>{one.text} {series.unit_words}</td>
                  <td>{one.reading_words}</td>
                  <td>{one.by_patient ? "The patient" : "The practice"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
