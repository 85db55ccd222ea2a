import '../nonce.ts';
import '../ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from '../ui/ui-provider.tsx';
import { SecretApp } from './secret-app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('secret.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <UiProvider scheme="system">
      <SecretApp />
    </UiProvider>
  </StrictMode>,
);
