import { Fragment } from 'react';

/** After these a long name may go on in the next line. */
const BREAK_AFTER = /(?<=[_/.:$-])(?=[^_/.:$-])/;

/** A name that breaks between its parts and not within a word: `Folder/Long_Name` after the stroke and the low lines. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(BREAK_AFTER).map((part, index) => (
    // Parts of a text have no identity but their place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
