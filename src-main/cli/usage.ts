/** The command line was not understood: exit code 2. */
export class UsageError extends Error {}

/** The one of the allowed values that was given. Throws UsageError. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} is ${allowed.join(' or ')}, not "${value}".`);
  return found;
}

export const USAGE = `orgbench <command> --data-dir DIR [--json]

  vault create [--device-secret auto|keychain|none]   make the encrypted store
  vault check                                         open it and say whether it is sound
  sample-org [--bundle FILE | --generated OBJECTSxFIELDS] [--port N] [--latency MS] [--log FILE]
                                                      serve a Salesforce org for trying things (no vault needed)
  connect --name N --instance-url U                   sign in with an access token
  connections                                         list the connections
  preflight NAME                                      what the signed-in user may read, and what permission is missing
  sync NAME [--all | --objects A,B] [--catalog all|none|AREA,...]
                                                      read metadata: objects with their fields, and areas of the catalog;
                                                      none: choose no area any more and remove what was read of them
  objects NAME                                        list what was read
  fields NAME [--object A]
  search NAME TEXT [--limit N]
  catalog NAME AREA                                   list an area: reports, flows, access, ...
  where-used NAME OBJECT.FIELD...                     what uses a field, or several, and which sources were read for it
  access NAME --field OBJECT.FIELD                    who can see or edit a field, and by what
  access NAME --user ID|"FULL NAME" [--object A]      what a user may do, and by what; with the fields of an object
  export dictionary NAME --to xlsx|csv|md|html|json --out FILE [--layout one|per-object]
  export grid NAME --grid fields|objects|ledger|GRID --to xlsx|csv|md|html|json --out FILE
                                                      write a file
    GRID: an area (reports, flows, ...), a type (Report, Flow, ApexTrigger, ...), report-analysis, access [--object A]
    or where-used --object OBJECT.FIELD,...
    of the ledger [--purpose P] [--host H] [--state S] [--from DAY] [--until DAY]; without NAME: of all connections
    both take [--columns A,B] [--headers label|api] [--object A] [--filter TEXT] [--cover] [--no-defuse]
  export ... --to google|microsoft --account ADDRESS [--title T | --into FILE_ID --tab NAME]
                                                      show what would be sent to an account of the app, and send nothing
    [--yes-send-to ADDRESS]                           send it
  exports                                             list what was exported
  exports --resume ID                                 show what an export that stopped would send when it goes on
    [--yes-send-to ADDRESS]                           go on with it
  accounts                                            list the Google and Microsoft accounts of the app
  backup --out FILE [--sections A,B] [--with-secrets] write what you made in Orgbench to one encrypted file
  restore FILE [--sections A,B] [--preview]           bring it back; --preview only says what would change
  analytics show|on|off                               what is counted for analytics, byte by byte; off as it comes
  ledger [--org NAME] [--purpose P] [--host H] [--state sent|done|failed|refused|unknown] [--from DAY] [--to DAY]
         [--text TEXT] [--limit N]                    every request that was sent or refused, newest first
  ledger ... --totals                                 sums by purpose and by day, and each org's share of its API limit
  kept                                                what is kept, how big it is and how long
  export-everything --out DIR                         write all of it to a new folder, as JSON and CSV
  delete-everything --yes [--without-revoking]        end all sign-ins, then delete the vault and its folder
  reset --yes                                         delete a vault that does not open any more; needs no password and
                                                      ends no sign-in
  log                                                 what failed inside Orgbench, redacted
  privacy-report (--to md|xlsx --out FILE | --json)   every request, host and kept field, for security reviewers (no vault
                                                      needed)

The password comes from ORGBENCH_PASSWORD, else from the first line of standard input; connect reads the access token
from the next line. A backup's own password comes from ORGBENCH_BACKUP_PASSWORD, else from the next line.
Exit codes: 0 done, 1 failed or cancelled (one line on standard error), 2 not understood, 3 deleted, but a sign-in could
not be ended.
`;
