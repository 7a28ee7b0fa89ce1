/** A duration as commands write it: `2h 30m`, `45m`. */
export function writtenMinutes(minutes: number): string {
  return inUnits(minutes, 'h', 'm');
}

/** A duration as people read it: `2 h 30 m`, `45 m`. */
export function spokenMinutes(minutes: number): string {
  return inUnits(minutes, ' h', ' m');
}

/** Minutes after midnight as `HH:MM`, 00:00 to 24:00. */
export function timeOfDay(minutes: number): string {
  const pad = (number: number): string => String(number).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function inUnits(minutes: number, hourUnit: string, minuteUnit: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 ? `${hours}${hourUnit}` : '', rest > 0 ? `${rest}${minuteUnit}` : ''];
  return parts.filter((part) => part !== '').join(' ');
}
