/** A directive with its arguments and, when it has one, its block. */
export interface Directive {
  readonly name: string
  readonly words: readonly Word[]
  readonly line: number
  readonly parent: Directive | undefined
  /** Directives of its block, in order; undefined = it has none. */
  children: Directive[] | undefined
}

/** An argument and the line that it stands on. */
export interface Word {
  readonly text: string
  readonly line: number
}

/** Directives that hand a request to another machine: an address, a URL, or the name of an upstream. */
export const passes: ReadonlySet<string> = new Set(
  'proxy_pass fastcgi_pass grpc_pass uwsgi_pass scgi_pass memcached_pass ajp_pass redis_pass redis2_pass tnt_pass push pull js_fetch_proxy'.split(
    ' ',
  ),
)

/** Directives whose arguments say who may come in, or who is believed. */
export const sources: ReadonlySet<string> = new Set(['allow', 'deny', 'set_real_ip_from'])

/** Directives whose arguments name a server by address: resolvers, logs, mail and outgoing addresses. */
export const places: ReadonlySet<string> = new Set(
  'resolver access_log error_log proxy_bind fastcgi_bind grpc_bind uwsgi_bind scgi_bind memcached_bind auth_http ssl_stapling_responder mirror otel_exporter endpoint zone_sync_server'.split(
    ' ',
  ),
)

/** Directives whose text is searched for addresses: what a variable or an answer is made of. */
export const texts: ReadonlySet<string> = new Set(
  'error_page on_connect on_publish on_play set return rewrite if proxy_redirect add_header proxy_set_header fastcgi_param grpc_set_header uwsgi_param scgi_param sub_filter valid_referers default_type secure_link_md5 match'.split(
    ' ',
  ),
)

/** Blocks whose lines are entries of a table and no directives. */
export const tables: ReadonlySet<string> = new Set(['geo', 'map', 'split_clients', 'types', 'charset_map'])

/** First words of directives that are known and name no machine, up to the first underscore. */
export const silentFamilies: ReadonlySet<string> = new Set(
  (
    'absolute access add addition aio alias ancient api auth autoindex brotli charset chunked client connection create daemon debug default directio ' +
    'disable empty env error etag events expires fastcgi flv geo geoip grpc gunzip gzip hash health http http2 http3 if ignore image index internal ip ' +
    'job keepalive keyval large limit lingering load location lock log mail map master max memcached merge min modern more mp4 msie multi ' +
    'ntlm open output override pcre perl pid port postpone preread protocol proxy queue quic random read real recursive referer request reset ' +
    'resolver root satisfy scgi secure send sendfile server session slice slowfs smtp split ssi ssl starttls state status sticky stream stub sub ' +
    'subrequest tcp thread timeout timer try types underscores uninitialized unlimit upstream use user userid uwsgi valid variables worker ' +
    'xclient xml xslt zone js imap pop3 least ip_hash hostnames volatile break accept include source dav epoll post working lua content balancer body init exit js header headers more rtmp application live on hls dash record vod check vhost modsecurity pagespeed passenger echo encrypted nchan upload fancyindex ajp redis redis2 drizzle postgres push pull naxsi security concat set return rewrite allow deny listen'
  ).split(' '),
)
