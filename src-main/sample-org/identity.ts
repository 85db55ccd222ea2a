import type { OrgModel } from './org-model.ts';
import { salesforceDateTime } from './dates.ts';

/** Where the signed-in user's identity is read: `{instance}/id/{organisation}/{user}`. */
export function identityUrl(model: OrgModel, instanceUrl: string): string {
  return `${instanceUrl}/id/${model.organization.Id}/${model.runningUser.Id}`;
}

/** Addresses of the APIs; `{version}` stands for the caller's choice. */
function apiUrls(model: OrgModel, instanceUrl: string): Record<string, string> {
  const rest = `${instanceUrl}/services/data/v{version}/`;
  const soap = `${instanceUrl}/services/Soap`;
  const org = model.organization.Id.slice(0, 15);
  return {
    enterprise: `${soap}/c/{version}/${org}`,
    metadata: `${soap}/m/{version}/${org}`,
    partner: `${soap}/u/{version}/${org}`,
    rest,
    sobjects: `${rest}sobjects/`,
    search: `${rest}search/`,
    query: `${rest}query/`,
    recent: `${rest}recent/`,
    tooling_soap: `${soap}/T/{version}/${org}`,
    tooling_rest: `${rest}tooling/`,
    profile: `${instanceUrl}/${model.runningUser.Id}`,
    feeds: `${rest}chatter/feeds`,
    groups: `${rest}chatter/groups`,
    users: `${rest}chatter/users`,
    feed_items: `${rest}chatter/feed-items`,
    feed_elements: `${rest}chatter/feed-elements`,
    custom_domain: instanceUrl,
  };
}

/** The answer of `GET /services/oauth2/userinfo`. */
export function userInfo(model: OrgModel, instanceUrl: string): Record<string, unknown> {
  const user = model.runningUser;
  const picture = `${instanceUrl}/profilephoto/005/F`;
  return {
    sub: identityUrl(model, instanceUrl),
    user_id: user.Id,
    organization_id: model.organization.Id,
    preferred_username: user.Username,
    nickname: user.Alias,
    name: user.Name,
    email: user.Email,
    email_verified: true,
    given_name: user.FirstName,
    family_name: user.LastName,
    zoneinfo: model.organization.TimeZoneSidKey,
    photos: { picture, thumbnail: `${instanceUrl}/profilephoto/005/T` },
    profile: `${instanceUrl}/${user.Id}`,
    picture,
    urls: apiUrls(model, instanceUrl),
    active: user.IsActive,
    user_type: user.UserType.toUpperCase(),
    language: model.organization.LanguageLocaleKey,
    locale: model.organization.DefaultLocaleSidKey,
    utcOffset: 0,
    updated_at: user.CreatedDate,
  };
}

/** The answer of `GET /id/{organisation}/{user}`. */
export function identity(model: OrgModel, instanceUrl: string, nowMs: number): Record<string, unknown> {
  const user = model.runningUser;
  return {
    id: identityUrl(model, instanceUrl),
    asserted_user: true,
    user_id: user.Id,
    organization_id: model.organization.Id,
    username: user.Username,
    nick_name: user.Alias,
    display_name: user.Name,
    email: user.Email,
    email_verified: true,
    first_name: user.FirstName,
    last_name: user.LastName,
    timezone: model.organization.TimeZoneSidKey,
    photos: {
      picture: `${instanceUrl}/profilephoto/005/F`,
      thumbnail: `${instanceUrl}/profilephoto/005/T`,
    },
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: model.organization.Country,
    addr_zip: null,
    mobile_phone: null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    urls: apiUrls(model, instanceUrl),
    active: user.IsActive,
    user_type: user.UserType.toUpperCase(),
    language: model.organization.LanguageLocaleKey,
    locale: model.organization.DefaultLocaleSidKey,
    utcOffset: 0,
    last_modified_date: salesforceDateTime(Math.floor(nowMs / 86_400_000) * 86_400_000),
    is_app_installed: true,
  };
}
