// Rules that the linter does not have: the layers of the code, and a few calls that open holes in an Electron app.
import { builtinModules } from 'node:module';
import { posix, relative, sep } from 'node:path';
import {
  closedLayers,
  isShippedCode,
  networkFolders,
  networkGlobals,
  nodeFreeFolders,
  openExternalFolders,
  ownedPackages,
} from './layers.mjs';

const inside = (path, folders) => folders.some((folder) => path.startsWith(folder));
const projectPath = (context) => relative(context.cwd, context.filename).split(sep).join(posix.sep);
const packageName = (specifier) => {
  const parts = specifier.replace(/^node:/, '').split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
};
const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier);

/** @returns {string | undefined} why this file may not import that, or undefined if it may. */
export function layerBreach(path, specifier) {
  if (!isShippedCode(path)) return undefined;
  const layer = closedLayers.find((candidate) => path.startsWith(candidate.folder));
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    if (inside(target, layer.folders)) return undefined;
    return `${layer.folder} may import only ${layer.folders.join(', ')}, not ${target}.`;
  }
  const name = packageName(specifier);
  const owned = ownedPackages.find((row) => row.packages.includes(name));
  if (owned !== undefined && (!inside(path, owned.only) || inside(path, owned.except ?? []))) {
    return `${name} is only for ${owned.only.join(', ')}: ${owned.why}.`;
  }
  if (isBuiltin(specifier) && inside(path, nodeFreeFolders)) return `${layer.folder} runs in a page without Node.`;
  if (layer.packages !== undefined && !layer.packages.includes(name)) {
    return `${layer.folder} may import ${layer.packages.join(', ') || 'no package'}, not ${name}.`;
  }
  return undefined;
}

const layers = {
  create(context) {
    const path = projectPath(context);
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      const message = layerBreach(path, source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node, node.arguments[0]);
      },
    };
  },
};

const globalObjects = new Set(['globalThis', 'window', 'self', 'global']);

const network = {
  create(context) {
    const path = projectPath(context);
    if (!isShippedCode(path) || inside(path, networkFolders)) return {};
    const report = (node, name) =>
      context.report({ node, message: `${name} reaches the network past the gateway (src-main/engine/network).` });
    return {
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && networkGlobals.includes(node.callee.name))
          report(node, node.callee.name);
      },
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && networkGlobals.includes(node.callee.name))
          report(node, node.callee.name);
      },
      MemberExpression(node) {
        const name = propertyName(node);
        if (node.object.type === 'Identifier' && globalObjects.has(node.object.name) && networkGlobals.includes(name)) {
          report(node, name);
        }
      },
    };
  },
};

/** Settings whose other value opens the page to Node or to the disk. */
const dangerousSettings = new Map([
  ['nodeIntegration', true],
  ['nodeIntegrationInWorker', true],
  ['nodeIntegrationInSubFrames', true],
  ['webviewTag', true],
  ['allowRunningInsecureContent', true],
  ['contextIsolation', false],
  ['sandbox', false],
  ['webSecurity', false],
]);

const electronHoles = {
  create(context) {
    const path = projectPath(context);
    if (!isShippedCode(path)) return {};
    return {
      Property(node) {
        const name = node.key.type === 'Identifier' ? node.key.name : node.key.value;
        if (dangerousSettings.has(name) && node.value.value === dangerousSettings.get(name)) {
          context.report({ node, message: `${name}: ${node.value.value} is not allowed in this app.` });
        }
      },
      MemberExpression(node) {
        const name = propertyName(node);
        if (name === 'loadFile') {
          context.report({
            node,
            message: 'Pages load through app:// only; loadFile does not work in the packaged app.',
          });
        }
        if (name === 'openExternal' && !inside(path, openExternalFolders)) {
          context.report({ node, message: 'Addresses are opened by src-main/os only, which checks them.' });
        }
      },
    };
  },
};

function propertyName(node) {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return typeof node.property.value === 'string' ? node.property.value : undefined;
}

const plugin = { meta: { name: 'orgbench' }, rules: { layers, network, 'electron-holes': electronHoles } };
export default plugin;
