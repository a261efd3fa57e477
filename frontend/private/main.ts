import './trusted-types';
import angular from 'angular';
import { resources } from '#resources';
import { createApplication } from './application';
import { decodableQuery } from './shell/decodable-query';

const { pathname, search, hash } = window.location;
const query = decodableQuery(search);
if (query !== search) window.history.replaceState(null, '', pathname + query + hash);

angular.bootstrap(document, [createApplication(resources)], { strictDi: true });
