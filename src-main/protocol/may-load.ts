/** Whether a page's process may load an address at all; the content security policy then says what for. */
export function mayLoad(address: string, devtools: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === 'app:' || (devtools && protocol === 'devtools:');
}
