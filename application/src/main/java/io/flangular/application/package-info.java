/** What the services of several features share. */
package io.flangular.application;
