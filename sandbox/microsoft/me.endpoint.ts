import { ApiRequest } from '../simulator/api.request';
import { json, Reply } from '../simulator/reply';
import { authenticate } from './bearer';
import { contextOf } from './calendars.endpoint';
import { USER_SCOPES } from './scope';
import { World } from './world';

/** `GET /v1.0/me`: https://learn.microsoft.com/graph/api/user-get */
export function showMe(world: World, request: ApiRequest): Reply {
  const account = authenticate(world, request, USER_SCOPES, 'Authorization_RequestDenied');
  const { oid, name, email, userPrincipalName, hasMailbox } = account;
  return json(200, {
    '@odata.context': contextOf(request, 'users/$entity'),
    businessPhones: [],
    displayName: name,
    givenName: null,
    jobTitle: null,
    mail: hasMailbox ? email : null,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: null,
    userPrincipalName,
    id: oid,
  });
}
