import type { Vocabulary } from './words-tables.ts';

/** Time frames that are named by what they are in the Metadata API; others say it in their name. */
const INTERVALS: Vocabulary = {
  INTERVAL_CURRENT: 'Current fiscal quarter',
  INTERVAL_CURNEXT1: 'Current and next fiscal quarter',
  INTERVAL_CURPREV1: 'Current and previous fiscal quarter',
  INTERVAL_NEXT1: 'Next fiscal quarter',
  INTERVAL_PREV1: 'Previous fiscal quarter',
  INTERVAL_CURNEXT3: 'Current and next 3 fiscal quarters',
  INTERVAL_CURFY: 'Current fiscal year',
  INTERVAL_PREVFY: 'Previous fiscal year',
  INTERVAL_PREV2FY: 'Previous 2 fiscal years',
  INTERVAL_AGO2FY: '2 fiscal years ago',
  INTERVAL_NEXTFY: 'Next fiscal year',
  INTERVAL_PREVCURFY: 'Current and previous fiscal year',
  INTERVAL_PREVCUR2FY: 'Current and previous 2 fiscal years',
  INTERVAL_CURNEXTFY: 'Current and next fiscal year',
  INTERVAL_CURRENTQ: 'Current calendar quarter',
  INTERVAL_CURNEXTQ: 'Current and next calendar quarter',
  INTERVAL_CURPREVQ: 'Current and previous calendar quarter',
  INTERVAL_NEXTQ: 'Next calendar quarter',
  INTERVAL_PREVQ: 'Previous calendar quarter',
  INTERVAL_CURNEXT3Q: 'Current and next 3 calendar quarters',
  INTERVAL_CURY: 'Current calendar year',
  INTERVAL_PREVY: 'Previous calendar year',
  INTERVAL_PREV2Y: 'Previous 2 calendar years',
  INTERVAL_AGO2Y: '2 calendar years ago',
  INTERVAL_NEXTY: 'Next calendar year',
  INTERVAL_PREVCURY: 'Current and previous calendar year',
  INTERVAL_PREVCUR2Y: 'Current and previous 2 calendar years',
  INTERVAL_CURNEXTY: 'Current and next calendar year',
  INTERVAL_LASTTHISMONTH: 'Current and previous month',
  INTERVAL_THISNEXTMONTH: 'Current and next month',
};
const LITERAL = /^(?:INTERVAL_)?((?:THIS|LAST|NEXT|CURRENT|PREVIOUS|TODAY|YESTERDAY|TOMORROW|CUSTOM)[A-Z_]*?)_?(\d*)$/;
const PERIOD = /(WEEK|MONTH|QUARTER|YEAR)$/;

/** `LAST_N_DAYS:90` as `Last 90 days`, `THIS_FISCAL_YEAR` as `This fiscal year`; what is none is left as it is. */
export function durationWords(duration: string): string {
  const interval = INTERVALS[duration];
  if (interval !== undefined) return interval;
  const [name = '', count] = duration.split(':');
  if (count !== undefined && /^[A-Z_]+_N_[A-Z_]+$/.test(name)) return sentence(name.replace('_N_', `_${count}_`));
  const found = LITERAL.exec(duration);
  if (found === null) return duration;
  const [, words = '', days = ''] = found;
  if (days !== '') return `${sentence(words)} ${days} days`;
  return sentence(words.includes('_') ? words : words.replace(PERIOD, '_$1'));
}

/** `Close Date: THIS_YEAR` as `Close Date: this year`. */
export function timeFrameWords(frame: string): string {
  const at = frame.lastIndexOf(': ');
  if (at < 0) return frame;
  const duration = frame.slice(at + 2);
  const words = durationWords(duration);
  const shown = words === duration ? words : words.charAt(0).toLowerCase() + words.slice(1);
  return `${frame.slice(0, at)}: ${shown}`;
}

function sentence(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
