/** Names of the Electron IPC channels between the shell and its two pages; the pages themselves never see them. */
export const PAGE_CHANNELS = {
  call: 'orgbench:call',
  cancel: 'orgbench:cancel',
  event: 'orgbench:event',
} as const;

export const SECRET_CHANNELS = {
  context: 'orgbench-secret:context',
  submit: 'orgbench-secret:submit',
  chooseKitTarget: 'orgbench-secret:choose-kit-target',
  print: 'orgbench-secret:print',
  dismiss: 'orgbench-secret:dismiss',
} as const;
