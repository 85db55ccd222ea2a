// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SecretContext } from '../../src-preload/contract/bridge.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { UiProvider } from '../ui/ui-provider.tsx';
import { CreateVault } from './create-vault.tsx';
import { TokenForm } from './token-form.tsx';
import { Unlock } from './unlock.tsx';
import type { SecretSession } from './use-secret.ts';

afterEach(cleanup);

const GOOD = 'lamp tundra velvet quarry';
const WEAK = 'salesforce2024';

function open(
  Form: (props: { readonly session: SecretSession }) => React.ReactNode,
  context: Partial<SecretContext>,
  rest: Partial<SecretSession> = {},
): readonly SecretPayload[] {
  const submitted: SecretPayload[] = [];
  const session: SecretSession = {
    context: {
      purpose: 'unlock',
      channelId: 'channel-1',
      publicKey: '',
      connection: null,
      retryAfterMs: 0,
      keychainAvailable: true,
      deviceSecret: null,
      ...context,
    },
    busy: false,
    failure: null,
    waitUntilMs: 0,
    submit: (payload) => void submitted.push(payload),
    dismiss: () => {},
    ...rest,
  };
  render(
    <UiProvider scheme="light">
      <Form session={session} />
    </UiProvider>,
  );
  return submitted;
}

const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } });
const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name });
const submit = (name: string): void => {
  const form = button(name).closest('form');
  if (form !== null) fireEvent.submit(form);
};

describe('choosing a master password', () => {
  it('takes a good one typed twice and keeps the second key in the keychain', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    type('Master password', GOOD);
    submit('Create vault');
    expect(submitted).toEqual([]);
    type('The same password again', GOOD);
    submit('Create vault');
    expect(submitted).toEqual([
      { purpose: 'create-vault', password: GOOD, deviceSecret: 'keychain', acceptWeak: false },
    ]);
  });

  it('says how many characters are missing, and that two differ', () => {
    open(CreateVault, { purpose: 'create-vault' });
    type('Master password', 'short');
    expect(screen.getByText('7 more characters are needed.')).toBeTruthy();
    type('Master password', GOOD);
    type('The same password again', `${GOOD}x`);
    expect(screen.getByText('The two passwords differ.')).toBeTruthy();
    expect(button('Create vault').disabled).toBe(true);
  });

  it('wants a second yes for a weak one, which a change of the password takes back', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    type('Master password', WEAK);
    type('The same password again', WEAK);
    expect(button('Create vault').disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Use this password although it is easy to guess'));
    type('Master password', `${WEAK}5`);
    type('The same password again', `${WEAK}5`);
    expect(button('Create vault').disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Use this password although it is easy to guess'));
    submit('Create vault');
    expect(submitted).toEqual([
      { purpose: 'create-vault', password: `${WEAK}5`, deviceSecret: 'keychain', acceptWeak: true },
    ]);
  });

  it('asks plainly where there is no keychain', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault', keychainAvailable: false });
    type('Master password', GOOD);
    type('The same password again', GOOD);
    expect(button('Create vault').disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Go on without a keychain'));
    submit('Create vault');
    expect(submitted).toEqual([{ purpose: 'create-vault', password: GOOD, deviceSecret: 'none', acceptWeak: false }]);
  });
});

describe('unlocking', () => {
  it('shows why a password was refused and when the next is accepted, and takes none before', () => {
    const submitted = open(
      Unlock,
      {},
      {
        failure: { code: 'wrong-password', message: 'This is not the master password of this vault.', retryable: true },
        waitUntilMs: Date.now() + 8_000,
      },
    );
    expect(screen.getByRole('alert').textContent).toContain('This is not the master password of this vault.');
    expect(screen.getByRole('timer').textContent).toMatch(/accepted in [78] s/);
    type('Master password', GOOD);
    submit('Unlock');
    expect(submitted).toEqual([]);
  });

  it('sends the password as typed', () => {
    const submitted = open(Unlock, {});
    type('Master password', ' ünïcode  spaces ');
    submit('Unlock');
    expect(submitted).toEqual([{ purpose: 'unlock', password: ' ünïcode  spaces ' }]);
  });
});

describe('connecting with a token', () => {
  it('rewrites a Lightning address in sight and sends the tidied token', () => {
    const submitted = open(TokenForm, { purpose: 'access-token' });
    type('Name', 'Acme UAT');
    type('Org address', 'https://acme--uat.sandbox.lightning.force.com/lightning/setup');
    expect(screen.getByText('Will be used as https://acme--uat.sandbox.my.salesforce.com')).toBeTruthy();
    type('Access token', 'nonsense');
    expect(button('Connect').disabled).toBe(true);
    type('Access token', ' "00D5g000004abcd!AQEAQ.x_y" ');
    submit('Connect');
    expect(submitted).toEqual([
      {
        purpose: 'access-token',
        token: '00D5g000004abcd!AQEAQ.x_y',
        instanceUrl: 'https://acme--uat.sandbox.my.salesforce.com',
        name: 'Acme UAT',
        group: '',
        colour: '',
        notes: '',
        connectionId: null,
      },
    ]);
  });

  it('signs an existing connection in again without asking for what is known', () => {
    const connection = {
      id: 'c1',
      name: 'Acme UAT',
      group: 'Acme',
      colour: 'blue',
      notes: 'ask Jo',
      instanceUrl: 'https://acme--uat.sandbox.my.salesforce.com',
    };
    const submitted = open(TokenForm, { purpose: 'access-token', connection });
    expect(screen.getByRole('heading').textContent).toBe('Sign in again to Acme UAT');
    expect(screen.queryByLabelText('Name')).toBeNull();
    type('Access token', '00D5g000004abcd!AQEAQ.x_y');
    submit('Sign in');
    expect(submitted).toMatchObject([{ connectionId: 'c1', name: 'Acme UAT', group: 'Acme', notes: 'ask Jo' }]);
  });
});
