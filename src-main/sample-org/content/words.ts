/** `BillingCity` → `Billing City`, `ActivatedById` → `Activated By ID`, `IsActive` → `Is Active`. */
export function labelFromApiName(name: string): string {
  return name
    .replace(/Id$/, ' ID')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** The plural of an English label: `Price Book Entry` → `Price Book Entries`. */
export function pluralOf(label: string): string {
  if (/(History|Share|Feed|Event|News|s)$/.test(label) && !label.endsWith('ss')) return label;
  if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`;
  return /(ss|x|ch|sh)$/.test(label) ? `${label}es` : `${label}s`;
}
