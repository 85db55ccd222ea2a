// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SecretContext } from '../../src-preload/contract/bridge.ts';
import { formatRecoveryKey, parseRecoveryKey } from '../../src-preload/contract/recovery-kit.ts';
import type { SecretPayload } from '../../src-preload/contract/vault.ts';
import { UiProvider } from '../ui/ui-provider.tsx';
import { MakeBackup, OpenBackup } from './backup.tsx';
import { ChangePassword } from './change-password.tsx';
import { CreateVault } from './create-vault.tsx';
import { Recover } from './recover.tsx';
import { RenewKeys, RenewKit } from './renew.tsx';
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
      backup: null,
      retryAfterMs: 0,
      keychainAvailable: true,
      deviceSecret: null,
      recoveryKit: null,
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
const check = (label: string): void => void fireEvent.click(screen.getByLabelText(label));
/** What stands on the kit, as a person would write it down. */
const shownKey = (): string =>
  Array.from(screen.getByTestId('recovery-key').children, ({ textContent }) => textContent).join(' ');
const keptKit = 'I have printed, saved or written down this key';
const submit = (name: string): void => {
  const form = button(name).closest('form');
  if (form !== null) fireEvent.submit(form);
};

describe('choosing a master password', () => {
  it('takes a good one typed twice and keeps the second key in the keychain', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    check('Make a recovery kit');
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
    expect(button('Continue').disabled).toBe(true);
  });

  it('wants a second yes for a weak one, which a change of the password takes back', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    check('Make a recovery kit');
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
    check('Make a recovery kit');
    type('Master password', GOOD);
    type('The same password again', GOOD);
    expect(button('Create vault').disabled).toBe(true);
    fireEvent.click(screen.getByLabelText('Go on without a keychain'));
    submit('Create vault');
    expect(submitted).toEqual([{ purpose: 'create-vault', password: GOOD, deviceSecret: 'none', acceptWeak: false }]);
  });
});

describe('the recovery kit at set-up', () => {
  it('is shown before the vault is made, and its key goes with the password only after it was kept', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    type('Master password', GOOD);
    type('The same password again', GOOD);
    submit('Continue');
    const key = shownKey();
    expect(parseRecoveryKey(key)).not.toBeNull();
    expect(button('Create vault').disabled).toBe(true);
    submit('Create vault');
    expect(submitted).toEqual([]);
    check(keptKit);
    submit('Create vault');
    expect(submitted).toMatchObject([{ purpose: 'create-vault', password: GOOD }]);
    const [sent] = submitted;
    const sentKey = sent?.purpose === 'create-vault' ? sent.recoveryKey : undefined;
    expect(parseRecoveryKey(sentKey ?? '')).toEqual(parseRecoveryKey(key));
  });

  it('can be gone back from without losing what was typed', () => {
    const submitted = open(CreateVault, { purpose: 'create-vault' });
    type('Master password', GOOD);
    type('The same password again', GOOD);
    submit('Continue');
    fireEvent.click(button('Back'));
    check('Make a recovery kit');
    submit('Create vault');
    expect(submitted).toEqual([
      { purpose: 'create-vault', password: GOOD, deviceSecret: 'keychain', acceptWeak: false },
    ]);
  });
});

describe('opening with the recovery kit', () => {
  const kitKey = formatRecoveryKey(new Uint8Array(32).fill(5));

  it('says while typing whether the key is complete, and sends it with a new password', () => {
    const submitted = open(Recover, { purpose: 'recover', deviceSecret: 'keychain' });
    const field = screen.getByLabelText('Recovery key');
    fireEvent.change(field, { target: { value: kitKey.slice(0, 9) } });
    expect(screen.getByText(/^8 of 56 characters/)).toBeTruthy();
    fireEvent.change(field, { target: { value: kitKey.replace(/^./, 'Z') } });
    expect(screen.getByText(/A character is missing, wrong or swapped/)).toBeTruthy();
    fireEvent.change(field, { target: { value: kitKey } });
    type('New master password', GOOD);
    type('The same password again', GOOD);
    submit('Open with this key');
    expect(submitted).toEqual([
      { purpose: 'recover', recoveryKey: kitKey, newPassword: GOOD, acceptWeak: false, deviceSecret: 'keychain' },
    ]);
  });

  it('asks plainly when the keychain is gone too', () => {
    const submitted = open(Recover, { purpose: 'recover', deviceSecret: 'keychain', keychainAvailable: false });
    fireEvent.change(screen.getByLabelText('Recovery key'), { target: { value: kitKey } });
    type('New master password', GOOD);
    type('The same password again', GOOD);
    submit('Open with this key');
    expect(submitted).toEqual([]);
    check('Go on without a keychain');
    submit('Open with this key');
    expect(submitted).toMatchObject([{ deviceSecret: 'none' }]);
  });
});

describe('changing the secrets of the vault', () => {
  it('asks for the password of now before it takes a new one', () => {
    const submitted = open(ChangePassword, { purpose: 'change-password' });
    type('New master password', GOOD);
    type('The same password again', GOOD);
    submit('Change password');
    expect(submitted).toEqual([]);
    type('Current master password', WEAK);
    submit('Change password');
    expect(submitted).toEqual([{ purpose: 'change-password', password: WEAK, newPassword: GOOD, acceptWeak: false }]);
  });

  it('replaces the kit after the new one was kept', () => {
    const submitted = open(RenewKit, { purpose: 'renew-kit', recoveryKit: true });
    expect(screen.getByText(/The kit before it opens nothing any more/)).toBeTruthy();
    type('Current master password', GOOD);
    submit('Use this kit');
    expect(submitted).toEqual([]);
    check(keptKit);
    submit('Use this kit');
    const [sent] = submitted;
    const sentKey = sent?.purpose === 'renew-kit' ? sent.recoveryKey : '';
    expect(parseRecoveryKey(sentKey)).toEqual(parseRecoveryKey(shownKey()));
  });

  it('renews all keys with a new password and the kit that was shown', () => {
    const submitted = open(RenewKeys, { purpose: 'renew-keys' });
    type('Current master password', WEAK);
    type('New master password', GOOD);
    type('The same password again', GOOD);
    submit('Continue');
    check(keptKit);
    submit('Renew all keys');
    expect(submitted).toMatchObject([{ purpose: 'renew-keys', password: WEAK, newPassword: GOOD }]);
    expect(submitted[0]).toHaveProperty('recoveryKey');
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

describe('the password of a backup', () => {
  const backup = { fileName: 'jo.orgbench-backup', sections: ['preferences'], withSecrets: true };

  it('is chosen twice and goes with what the backup is to hold', () => {
    const submitted = open(MakeBackup, { purpose: 'backup', backup });
    expect(screen.getByText(/The sign-ins are in it/)).toBeTruthy();
    expect(screen.getByText(/jo\.orgbench-backup/)).toBeTruthy();
    type('Password of the backup', GOOD);
    submit('Make backup');
    expect(submitted).toEqual([]);
    type('The same password again', GOOD);
    submit('Make backup');
    expect(submitted).toEqual([
      { purpose: 'backup', password: GOOD, acceptWeak: false, sections: ['preferences'], withSecrets: true },
    ]);
  });

  it('needs a second yes when it is weak', () => {
    const submitted = open(MakeBackup, { purpose: 'backup', backup: { ...backup, withSecrets: false } });
    expect(screen.queryByText(/The sign-ins are in it/)).toBeNull();
    type('Password of the backup', WEAK);
    type('The same password again', WEAK);
    submit('Make backup');
    expect(submitted).toEqual([]);
    check('Use this password although it is easy to guess');
    submit('Make backup');
    expect(submitted).toMatchObject([{ password: WEAK, acceptWeak: true }]);
  });

  it('opens one, and says when it is not the one', () => {
    const failure = { code: 'wrong-password', message: 'This is not the password of this backup.', retryable: true };
    const submitted = open(
      OpenBackup,
      { purpose: 'restore', backup },
      { failure: failure as SecretSession['failure'] },
    );
    expect(screen.getByRole('alert').textContent).toContain('not the password of this backup');
    type('Password of the backup', GOOD);
    submit('Open');
    expect(submitted).toEqual([{ purpose: 'restore', password: GOOD }]);
  });
});
