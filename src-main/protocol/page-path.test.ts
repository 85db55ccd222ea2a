import { describe, expect, it } from 'vitest';
import { pageFile } from './page-path.ts';

const folder = '/opt/orgbench/renderer';

describe('pageFile', () => {
  it.each([
    ['app://page/', '/opt/orgbench/renderer/index.html'],
    ['app://page/index.html', '/opt/orgbench/renderer/index.html'],
    ['app://page/assets/index-abc.js', '/opt/orgbench/renderer/assets/index-abc.js'],
    ['app://page/assets/a%20b.css?x=1#y', '/opt/orgbench/renderer/assets/a b.css'],
  ])('serves %s', (address, file) => {
    expect(pageFile(folder, 'page', address)).toBe(file);
  });

  // The URL parser itself resolves plain and escaped dot segments against the root; they must not lead outside either.
  it.each([
    'app://page/../../etc/passwd',
    'app://page/%2e%2e/%2e%2e/etc/passwd',
    'app://page/assets/../../../etc/passwd',
  ])('keeps %s inside the folder', (address) => {
    expect(pageFile(folder, 'page', address) ?? folder).toMatch(/^\/opt\/orgbench\/renderer/);
  });

  it.each([
    'app://page/..%2f..%2fetc%2fpasswd',
    'app://page/%252e%252e/etc/passwd',
    'app://page/assets%5c..%5c..%5cvault.json',
    'app://page/c:/windows/win.ini',
    'app://page//etc/passwd',
    'app://page/%00index.html',
    'app://page/%e0%a4%a',
    'app://page/assets/',
    'app://secret/',
    'app://page.evil/',
    'app://user@page/',
    'https://page/',
    'file:///etc/passwd',
    'nonsense',
  ])('refuses %s', (address) => {
    expect(pageFile(folder, 'page', address)).toBeNull();
  });

  it('gives each host its own document only', () => {
    expect(pageFile(folder, 'secret', 'app://secret/')).toBe('/opt/orgbench/renderer/secret.html');
    expect(pageFile(folder, 'secret', 'app://secret/index.html')).toBeNull();
    expect(pageFile(folder, 'page', 'app://page/secret.html')).toBeNull();
  });
});
