/** What OneDrive and SharePoint refuse in a name, with what no name can hold. */
const REFUSED_CHARACTERS = /["*:<>?/\\|\p{Cc}]/gu;
/** Names that stand for devices or are kept by SharePoint. */
const REFUSED_NAMES = /^(?:con|prn|aux|nul|com\d|lpt\d|desktop|_vti_.*|forms)$/i;
const MAX_LENGTH = 200;
const ENDING = '.xlsx';

/**
 * A file name that OneDrive and SharePoint take, with its ending.
 *
 * Source: support.microsoft.com, "Restrictions and limitations in OneDrive and SharePoint"
 */
export function workbookFileName(name: string): string {
  const cleaned = name
    .toWellFormed()
    .replace(/\.xlsx$/i, '')
    .replace(REFUSED_CHARACTERS, '_')
    .replace(/^[\s~.]+|[\s.]+$/g, '')
    .replace(/_vti_/gi, '_vti-');
  const cut = Array.from(cleaned).slice(0, MAX_LENGTH).join('').trim();
  const base = cut === '' ? 'Export' : cut;
  return `${REFUSED_NAMES.test(base) ? `_${base}` : base}${ENDING}`;
}
