import { startGoogleWorld } from './google-world';
import { honoursTheProviderContract } from './provider-contract';

honoursTheProviderContract('Google Calendar', startGoogleWorld);
