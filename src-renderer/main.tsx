import './jitless.ts';
import './nonce.ts';
import './ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followPageErrors } from './api/report-errors.ts';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root.');
followPageErrors();
// A boundary that draws something instead of a screen handles the fault for the person, not for whoever has to mend it.
createRoot(root, { onCaughtError: reportError }).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
