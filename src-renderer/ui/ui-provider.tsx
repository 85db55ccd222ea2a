import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Preferences } from '../../src-preload/contract/preferences.ts';
import { styleNonce } from '../nonce.ts';
import { cssVariables, theme } from './theme.ts';

type Props = { readonly scheme: Preferences['scheme']; readonly children: ReactNode };

/** The design system around a page. The scheme is a preference, so the library's own memory of it is not used. */
export function UiProvider({ scheme, children }: Props) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => styleNonce}
      defaultColorScheme="auto"
      colorSchemeManager={forgetful}
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
    >
      {children}
    </MantineProvider>
  );
}

const forgetful = {
  get: () => 'auto' as const,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
