import { create } from 'zustand';

/** Null while the dialog is closed; a null id: for a new connection. */
type SignInState = { readonly opened: { readonly connectionId: string | null } | null };

export const useSignInStore = create<SignInState>(() => ({ opened: null }));

/** Opens the dialog that signs in with the browser: for a new connection, or for one that exists. */
export const openSignIn = (connectionId: string | null): void => useSignInStore.setState({ opened: { connectionId } });
export const closeSignIn = (): void => useSignInStore.setState({ opened: null });
