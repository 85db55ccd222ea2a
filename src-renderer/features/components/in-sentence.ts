/** What a heading names, within a line: small, names of products aside. */
export const inSentence = (things: string): string =>
  /^(Apex|Lightning)\b/.test(things) ? things : `${things.charAt(0).toLowerCase()}${things.slice(1)}`;
