/** What the head of a request must look like before anything else sees it. */
package io.flangular.web.edge.head;
