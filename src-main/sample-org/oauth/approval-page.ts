import { text } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Scope } from './apps.ts';

export interface ApprovalPage {
  /** The path that the form is posted to. */
  readonly action: string;
  /** What the form's answer is recognised by. */
  readonly ticket: string;
  readonly appName: string;
  readonly orgName: string;
  /** Name and user name of the person who is signed in. */
  readonly user: string;
  readonly scopes: readonly Scope[];
}

const scopeLabels: Readonly<Record<Scope, string>> = {
  refresh_token: 'Perform requests at any time',
  id: 'Access the identity URL service',
  web: 'Manage user data via Web browsers',
  full: 'Full access',
  api: 'Manage user data via APIs',
};

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 30rem; padding: 0 1rem; color: #1d1d1f; background: #fff; }
  h1 { font-size: 1.25rem; }
  .who { color: #4a4a52; }
  button { font: inherit; padding: 0.5rem 1.5rem; margin-right: 0.5rem; border: 1px solid #5a5a66; border-radius: 4px; background: #fff; color: inherit; }
  button[value=allow] { background: #0b5cab; border-color: #0b5cab; color: #fff; }
`;

/** The page on which the org's user allows or denies an app. It is a plain form and runs no script. */
export function approvalPage(page: ApprovalPage): Reply {
  const scopes = page.scopes.map((scope) => `<li>${escaped(scopeLabels[scope])}</li>`).join('');
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Allow access? · ${escaped(page.orgName)}</title><style>${style}</style></head>
<body>
<main>
<h1>Allow access?</h1>
<p>${escaped(page.appName)} is asking to:</p>
<ul>${scopes}</ul>
<p class="who">Signed in to the sample org ${escaped(page.orgName)} as ${escaped(page.user)}.</p>
<form method="post" action="${escaped(page.action)}">
<input type="hidden" name="ticket" value="${escaped(page.ticket)}">
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>
</main>
</body>
</html>
`;
  const reply = text(200, html);
  // form-action stays open: the browser would apply it to the redirect to the client's callback address, too.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  return {
    ...reply,
    headers: { ...reply.headers, 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer' },
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
