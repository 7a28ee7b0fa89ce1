import { OneOf, Text } from '../../common/wire/fields';

/** Where the browser is to land in the end. */
export class SlackAuthorizeQuery {
  @Text({ max: 2000, optional: true, description: 'Where the browser lands: an address of the web app' })
  return_to?: string;
}

/** The page of Slack to go to, and the state that comes back from there. */
export class SlackAuthorization {
  @Text({ max: 4000, example: 'https://slack.com/oauth/v2/authorize?client_id=…' }) auth_url!: string;
  @Text({ max: 43, example: 'kz1Yq0bG0v1zN3dS0xJXn4bO0q5C0qf1c2b3a4d5e6f' }) state!: string;
}

/** What Slack sent the browser back with. */
export class SlackCallbackRequest {
  @Text({ min: 1, max: 2048 }) code!: string;
  @Text({ min: 1, max: 512 }) state!: string;
}

/** The app is installed, and where. */
export class SlackCallbackResponse {
  @OneOf(['success']) status!: 'success';
  @Text({ max: 64, description: 'Slack’s id of the team or organisation', example: 'T0123ABCD' })
  workspace_id!: string;
  @Text({ max: 1024, example: 'Acme' }) workspace_name!: string;
  @Text({ max: 2048, example: 'BillOps is installed in Acme.' }) message!: string;
}
