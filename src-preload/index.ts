import { contextBridge, ipcRenderer } from 'electron';
import { PAGE_CHANNELS } from './contract/channels.ts';
import type { OrgbenchBridge } from './contract/bridge.ts';
import { ENGINE_METHODS, EVENT_NAMES, SHELL_METHODS } from './contract/names.ts';
import type { EventName } from './contract/names.ts';

const methods: ReadonlySet<string> = new Set([...SHELL_METHODS, ...ENGINE_METHODS]);
const events: ReadonlySet<string> = new Set(EVENT_NAMES);
const callIdPattern = /^[\w-]{1,64}$/;
const listeners = new Map<EventName, Set<(valueJson: string) => void>>();
let nextCall = 0;

// One listener of Electron's for all: what a page passes in never sees the IPC event object.
ipcRenderer.on(PAGE_CHANNELS.event, (_event, name: EventName, valueJson: string) => {
  for (const listener of listeners.get(name) ?? []) listener(valueJson);
});

const bridge: OrgbenchBridge = {
  call: async (method, inputJson, callId) => {
    // The shell checks again; refusing here keeps unknown names out of the other process altogether.
    if (!methods.has(method) || typeof inputJson !== 'string') throw new Error('There is no such method.');
    if (callId !== undefined && !callIdPattern.test(callId)) throw new Error('This is not a call id.');
    nextCall += 1;
    const text: unknown = await ipcRenderer.invoke(PAGE_CHANNELS.call, callId ?? `auto-${nextCall}`, method, inputJson);
    return String(text);
  },
  cancel: (callId) => {
    if (typeof callId === 'string' && callIdPattern.test(callId)) ipcRenderer.send(PAGE_CHANNELS.cancel, callId);
  },
  on: (event, listener) => {
    if (!events.has(event) || typeof listener !== 'function') throw new Error('There is no such event.');
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set);
    set.add(listener);
    return () => {
      set.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('orgbench', bridge);
