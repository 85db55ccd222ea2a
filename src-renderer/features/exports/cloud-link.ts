/** Where OneDrive and SharePoint live: of the public cloud, personal accounts, and Microsoft's national clouds. */
const HOSTS =
  /(^|\.)(sharepoint\.com|sharepoint\.us|sharepoint-mil\.us|sharepoint\.de|sharepoint\.cn|1drv\.ms|onedrive\.live\.com|onedrive\.com|docs\.live\.net)$/;

/** True for what can be the address of a file or folder in OneDrive or SharePoint. */
export function looksLikeCloudLink(text: string): boolean {
  const url = URL.parse(text.trim());
  return url !== null && url.protocol === 'https:' && HOSTS.test(url.hostname);
}
