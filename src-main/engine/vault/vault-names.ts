/** Names in the data folder. Apart from what reads and writes them, for who only asks whether they are there. */
export const VAULT_FILE = 'vault.json';
export const VAULT_COPY = 'vault.json.copy';
