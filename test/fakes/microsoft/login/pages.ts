import { escapeHtml, html, type Reply } from '../http-kit.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><main>${body}</main></body></html>`;

const button = (name: string, value: string, text: string): string =>
  `<button type="submit" name="${name}" value="${escapeHtml(value)}">${escapeHtml(text)}</button>`;

const form = (action: string, flowId: string, body: string): string =>
  `<form method="post" action="${action}"><input type="hidden" name="flow" value="${escapeHtml(flowId)}">${body}</form>`;

/** Shown when the address that would be told cannot be trusted, or when the person cannot go on here. */
export function troublePage(text: string): Reply {
  return html(
    400,
    page(
      'Sign in to your account',
      `<h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p><p id="exceptionMessageContainer">${escapeHtml(text)}</p>`,
    ),
  );
}

export function pickPage(
  flowId: string,
  people: readonly { readonly address: string; readonly name: string }[],
): Reply {
  const rows = people.map((person) => `<p>${button('login', person.address, `${person.name} ${person.address}`)}</p>`);
  return html(
    200,
    page('Sign in to your account', `<h1>Pick an account</h1>${form('/common/login', flowId, rows.join(''))}`),
  );
}

export function consentPage(flowId: string, appName: string, address: string, scopes: readonly string[]): Reply {
  const list = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('');
  const buttons = button('answer', 'cancel', 'Cancel') + button('answer', 'accept', 'Accept');
  return html(
    200,
    page(
      'Permissions requested',
      `<p>${escapeHtml(address)}</p><h1>Permissions requested</h1><p>${escapeHtml(appName)}</p><ul>${list}</ul>${form('/common/Consent/Set', flowId, buttons)}`,
    ),
  );
}

/** AADSTS90094 (learn.microsoft.com/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error). */
export function needsAdminPage(flowId: string, appName: string, address: string): Reply {
  return html(
    200,
    page(
      'Need admin approval',
      `<p>${escapeHtml(address)}</p><h1>Need admin approval</h1><p>${escapeHtml(appName)} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>${form('/common/Consent/Set', flowId, button('answer', 'return', 'Return to the application without granting consent'))}<p>AADSTS90094</p>`,
    ),
  );
}

/** How an answer goes to the app with `response_mode=form_post`: a page whose form sends itself. */
export function formPostPage(redirectUri: string, values: Readonly<Record<string, string>>): Reply {
  const inputs = Object.entries(values)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}" />`)
    .join('');
  return html(
    200,
    `<html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="${escapeHtml(redirectUri)}">${inputs}<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit" /></noscript></form><script language="javascript">document.forms[0].submit();</script></body></html>`,
  );
}

export const plainPage = (title: string, text: string): Reply =>
  html(200, page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`));
