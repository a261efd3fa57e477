import './trusted-types';
import angular from 'angular';
import { resources } from '#resources';
import { createApplication } from './application';

angular.bootstrap(document, [createApplication(resources)], { strictDi: true });
