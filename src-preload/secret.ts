import { contextBridge, ipcRenderer } from 'electron';
import { SECRET_CHANNELS } from './contract/channels.ts';
import type { OrgbenchSecretBridge } from './contract/bridge.ts';

// Every argument is ciphertext or nothing: the plain secret stays in the page, whose process ends with it.
const bridge: OrgbenchSecretBridge = {
  context: async () => JSON.parse(String(await ipcRenderer.invoke(SECRET_CHANNELS.context))),
  submit: async (sealed) => JSON.parse(String(await ipcRenderer.invoke(SECRET_CHANNELS.submit, sealed))),
  chooseKitTarget: async () => JSON.parse(String(await ipcRenderer.invoke(SECRET_CHANNELS.chooseKitTarget))),
  print: async () => JSON.parse(String(await ipcRenderer.invoke(SECRET_CHANNELS.print))),
  dismiss: () => ipcRenderer.send(SECRET_CHANNELS.dismiss),
};

contextBridge.exposeInMainWorld('orgbenchSecret', bridge);
