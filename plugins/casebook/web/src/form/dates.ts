// Dates as model/dates.py reads them: EDTF level 0, and ? for an inferred one.

const POINT = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?";
const EDTF = new RegExp(`^${POINT}\\??(?:/${POINT}\\??)?$`);

/** First and last day of a point as YYYYMMDD; null for a day that no calendar has. */
function bounds(point: string): readonly [number, number] | null {
  const [year, month, day] = point.replace("?", "").split("-").map(Number) as [number, number?, number?];
  if (year < 1 || (month !== undefined && (month < 1 || month > 12))) return null;
  const last = new Date(Date.UTC(2000, month ?? 12, 0));
  last.setUTCFullYear(year, month ?? 12, 0);
  const days = last.getUTCDate();
  if (day !== undefined && (day < 1 || day > days)) return null;
  const on = (of: number, at: number): number => year * 10_000 + of * 100 + at;
  return [on(month ?? 1, day ?? 1), on(month ?? 12, day ?? days)];
}

/** First and last day that a date or span may mean; null for what is no date, or ends before it starts. */
export function spanOf(text: string): readonly [number, number] | null {
  if (!EDTF.test(text)) return null;
  const points = text.split("/").map(bounds);
  const [first, last] = [points[0], points[points.length - 1]];
  return first == null || last == null || first[0] > last[1] ? null : [first[0], last[1]];
}
