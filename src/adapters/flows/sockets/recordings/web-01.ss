Netid State     Recv-Q Send-Q               Local Address:Port    Peer Address:Port Process
udp   UNCONN    0      0                    127.0.0.53%lo:53           0.0.0.0:*     users:(("systemd-resolve",pid=412,fd=13))
udp   ESTAB     0      0                  192.0.2.11%eth0:68         192.0.2.1:67    users:(("NetworkManager",pid=500,fd=20))
tcp   LISTEN    0      511                     192.0.2.11:8443         0.0.0.0:*     users:(("nginx",pid=812,fd=6),("nginx",pid=813,fd=6))
tcp   ESTAB     0      0                       192.0.2.11:50001      192.0.2.61:5432  users:(("app",pid=900,fd=8))
tcp   ESTAB     0      0              [::ffff:192.0.2.11]:8443 [::ffff:192.0.2.21]:1024
tcp   TIME-WAIT 0      0                   [2001:db8::11]:22    [2001:db8::21]:51000
tcp   SYN-SENT  0      1                       192.0.2.11:50002      192.0.2.99:22    users:(("ssh",pid=901,fd=3))
tcp   ESTAB     0      0                        127.0.0.1:50003      127.0.0.1:6379
tcp   LISTEN    0      128                        0.0.0.0:22           0.0.0.0:*     users:(("sshd",pid=600,fd=3))
tcp   ESTAB     0      0                       192.0.2.11:ssh        192.0.2.21:51009
u_str ESTAB     0      0      /run/systemd/journal/stdout 20100                * 20099
