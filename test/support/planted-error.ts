/** What must be nowhere after an error that carries it: a token, a path with a name in it, an address. */
export const PLANTED: readonly string[] = [
  '00D5f00dM6EBoTY!AQEAQPlantedToken.Of_A_Test',
  '/home/planted.person/Orgbench/vault.json',
  'planted@acme.example',
];

/** As a library would throw it: the words in message, code, path, name and cause. */
export function plantedError(): Error {
  const text = PLANTED.join(' ');
  const cause = Object.assign(new Error(`ENOENT: no such file, open '${text}'`), { code: 'ENOENT', path: text });
  return Object.assign(new Error(text, { cause }), { name: text, path: text });
}

/** Which of the planted words are in any of the texts. */
export function plantedIn(...texts: readonly string[]): readonly string[] {
  return PLANTED.filter((word) => texts.some((text) => text.includes(word)));
}
