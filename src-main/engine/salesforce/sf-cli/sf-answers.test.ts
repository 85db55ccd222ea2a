import { describe, expect, it } from 'vitest';
import { readAccessToken, readFailure, readOrgList, readVersion } from './sf-answers.ts';

/* Captured from @salesforce/cli 2.150.6, signed in to a sample org. */

const ORG = {
  accessToken: "[REDACTED] Use 'sf org auth show-access-token' to view",
  instanceUrl: 'http://127.0.0.1:32815/',
  loginUrl: 'http://127.0.0.1:32815/',
  username: 'judith.marlowe@halvern.example',
  orgId: '00D5f00dM6EBoTYEI1',
  isDevHub: false,
  instanceApiVersion: '68.0',
  instanceApiVersionLastRetrieved: '11/23/2026, 7:46:56 AM',
  name: 'Halvern Heat Pumps',
  instanceName: 'EU47',
  namespacePrefix: null,
  isSandbox: false,
  isScratch: false,
  trailExpirationDate: null,
  orgEdition: 'Enterprise Edition',
  alias: 'emu',
  isDefaultDevHubUsername: false,
  isDefaultUsername: false,
  lastUsed: '2026-11-23T07:46:56.298Z',
  connectedStatus: 'Connected',
};
const WARNINGS = ["Secrets are now hidden from 'sf org list' command output."];
const listOf = (other: readonly unknown[], nonScratchOrgs: readonly unknown[] = other): string =>
  JSON.stringify({
    status: 0,
    result: { other, sandboxes: [], nonScratchOrgs, devHubs: [], scratchOrgs: [] },
    warnings: WARNINGS,
  });
const TOKEN = '00D5f00dM6EBoTY!AQEAQHCvr.xPq_Z7WwolieGn_QfpYtPJjQc3E5Rv8DlRgNZ3VWIdYQZ29kiJrQUDzxZd_q8jyaA5wYny';

describe('the list of orgs', () => {
  it('has each org once, with what is needed and nothing else', () => {
    expect(readOrgList(listOf([ORG]))).toEqual([
      {
        username: 'judith.marlowe@halvern.example',
        alias: 'emu',
        instanceUrl: 'http://127.0.0.1:32815',
        orgId: '00D5f00dM6EBoTYEI1',
        status: 'Connected',
      },
    ]);
  });

  it('leaves out the access token that older versions write into it', () => {
    expect(JSON.stringify(readOrgList(listOf([{ ...ORG, accessToken: TOKEN }])))).not.toContain('00D5f00dM6EBoTY!');
  });

  it('keeps the state of an org that cannot be reached in the words of the CLI', () => {
    expect(readOrgList(listOf([{ ...ORG, connectedStatus: 'fetch failed' }]))).toMatchObject([
      { status: 'fetch failed' },
    ]);
    const { connectedStatus: _status, alias: _alias, ...unasked } = ORG;
    expect(readOrgList(listOf([unasked]))).toMatchObject([{ status: null, alias: null }]);
  });

  it('is empty when the CLI is signed in to no org', () => {
    expect(readOrgList(listOf([]))).toEqual([]);
  });

  it('leaves out an entry that is no org, and a name that would be an option', () => {
    expect(readOrgList(listOf([ORG, { username: 'x' }, { ...ORG, username: '--json@a.b' }]))).toHaveLength(1);
  });

  it.each(['', 'Warning: something', '[]', '{"status":0}', '{"status":1,"name":"Error","message":"No"}'])(
    'is not made out of %j',
    (text) => {
      expect(readOrgList(text)).toBeNull();
    },
  );

  it('is not made out of entries of another form', () => {
    expect(readOrgList(listOf([{ user: 'a@b.example' }]))).toBeNull();
  });
});

describe('the access token', () => {
  it('is read from both commands that show one', () => {
    expect(readAccessToken(JSON.stringify({ status: 0, result: { accessToken: TOKEN }, warnings: [] }))).toBe(TOKEN);
    const displayed = { id: ORG.orgId, apiVersion: '60.0', accessToken: TOKEN, instanceUrl: ORG.instanceUrl };
    expect(readAccessToken(JSON.stringify({ status: 0, result: displayed, warnings: [] }))).toBe(TOKEN);
  });

  it('is not the note that newer versions put in its place', () => {
    expect(readAccessToken(JSON.stringify({ status: 0, result: { accessToken: ORG.accessToken } }))).toBeNull();
  });
});

describe('other answers', () => {
  it('give the version', () => {
    const text = '{"architecture":"linux-x64","cliVersion":"@salesforce/cli/2.150.6","nodeVersion":"node-v24.21.0"}';
    expect(readVersion(text)).toBe('2.150.6');
    expect(readVersion('')).toBeNull();
  });

  it('give a failure in one line, without a token', () => {
    const captured = {
      name: 'NamedOrgNotFoundError',
      message:
        'Parsing --target-org \n\tNo authorization information found for admin@nope.test.\nSee more help with --help',
      exitCode: 2,
      stack: 'NamedOrgNotFoundError: at run.js',
      status: 2,
    };
    expect(readFailure(JSON.stringify(captured))?.message).toBe(
      'Parsing --target-org No authorization information found for admin@nope.test. See more help with --help',
    );
    const leaky = readFailure(JSON.stringify({ ...captured, message: `bad token ${TOKEN} here` }));
    expect(leaky?.message).toBe('bad token (left out) here');
  });
});
