import { setNonce } from 'get-nonce';

/**
 * The style nonce of this page load; the shell puts a fresh one into the meta element of every response.
 *
 * Read from the property: browsers answer '' for the attribute.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

// The scroll lock under drawers, dialogs and the palette (react-remove-scroll) asks get-nonce, not Mantine.
setNonce(styleNonce);
