#include "simulator/phrases.h"

/* Rows of by_category: domains, ssl, backups, vps, mail, billing, dns, 1c, s3 (world_hosting.c). */
const struct phrase_book PHRASES_ENGLISH = {
    .by_category =
        {
            {{"Renewal of {d}", "Transfer of {d}", "Name servers of {d} do not change"},
             {"Hello! I cannot renew {d}, the payment fails.",
              "Hi, we want to move {d} to you. What do you need from us?",
              "We changed the name servers of {d} {n} hours ago and the site is still down."},
             {"We renewed {d} for a year. You will get a letter with the date by {h}.",
              "We checked {d}: the name servers are new, the site opens within {n} minutes.",
              "To move {d}, please send us the transfer code. Request 10{n} is open and waits for "
              "you."},
             {"Pursuant to registrar regulations the delegation of {d} has been prolonged, WHOIS "
              "propagation being subject to a latency of up to {n} hours.",
              "The transfer procedure of {d} has been initiated, provisioning of an authinfo code "
              "is required, reference 10{n}."}},
            {{"Certificate for {d}", "SSL error on {d}", "Browser warning on {d}"},
             {"Hi! The certificate of {d} has expired and clients see a warning.",
              "Hello, please put a free certificate on {d}.",
              "After the move of {d} the browser says that it is not secure."},
             {"We put a new certificate on {d} and checked it at {h}: the lock is back.",
              "The certificate of {d} is new and will renew itself. Reload the page in {n} "
              "minutes.",
              "One part of the chain was missing on {d}. We added it at {h}, the warning is gone."},
             {"The certificate chain was reissued and provisioned to the TLS termination layer of "
              "{d}, validation having been finalized at {h}.",
              "OCSP stapling configuration for {d} has been remediated; cached responses may "
              "persist for {n} minutes."}},
            {{"Restore {d}", "Backup of {v}", "No backup of {d} since yesterday"},
             {"Hello! We deleted a folder of {d} by mistake. Can you bring back yesterday's copy?",
              "Hi, the panel shows no backup of {v} for the last {n} days.",
              "We need a copy of the database of {d} as it was at {h} yesterday."},
             {"We put the files of {d} back from the copy made at {h}. Please check that all is "
              "there.",
              "Backups of {v} had stopped for lack of space. We added some, the first copy was "
              "ready at {h}.",
              "The old database of {d} is beside the new one under the name copy{n}. Take what you "
              "need, we drop it in a week."},
             {"Restoration of {d} from the incremental backup repository was executed, snapshot "
              "consistency having been verified at {h}.",
              "Quota exhaustion of the backup storage affected {v}; capacity remediation of {n} GB "
              "has been implemented."}},
            {{"{v} does not answer", "{d} is very slow", "{v} is short of memory"},
             {"Server {v} has not answered since {h}, our site {d} is down!",
              "Hi! {d} takes {n} seconds to open. Please look at {v}.",
              "Hello, {v} runs out of memory. What can we do?"},
             {"{v} ran out of memory and froze. We started it again at {h}, {d} opens now.",
              "The disk of {v} was full of logs. We freed {n} GB and set up rotation, the site is "
              "fast again.",
              "One script on {v} made {n} requests a second. We slowed it down, please check {d}."},
             {"An out-of-memory condition on {v} necessitated a hypervisor-initiated restart; a "
              "tariff upgrade is advisable given memory utilization of {n} percent.",
              "Troubleshooting of {v} identified elevated iowait utilization; migration to an "
              "alternative cluster node was finalized at {h}."}},
            {{"Mail from {m} does not leave", "Mail of {d} lands in spam", "Mailbox {m} is full"},
             {"Hello! {m} cannot send mail, the error is 55{n}.",
              "All mail from {d} lands in spam. What should we do?",
              "Hi, we cannot log in to {m}, the password does not fit."},
             {"{d} had no SPF record. We added it at {h}, and mail arrives now.",
              "The mailbox {m} was full. We made it {n} GB larger, sending works.",
              "We reset the password of {m} and sent you a link for a new one at {h}."},
             {"DKIM and SPF records of zone {d} were remediated; deliverability normalization is "
              "anticipated within {n} hours.",
              "Authentication credentials of {m} have been invalidated, verification being "
              "required prior to {h}."}},
            {{"Invoice for {d}", "Documents 10{n}", "Charged twice for {v}"},
             {"Hi, we were charged twice for {v}. Please return the difference.",
              "We need last month's act for {d}, our accountant is waiting.",
              "Hello! How do we change the plan of {v} and not pay twice?"},
             {"We found the second payment for {v} and put {n}00 roubles back on your balance.",
              "The act for {d} went to the address in your contract at {h}.",
              "The plan of {v} is changed, {n}0 roubles were moved to the next month."},
             {"Upon reconciliation of accounts the superfluous remittance for {v} amounting to "
              "{n}00 roubles has been reimbursed.",
              "Primary documentation regarding {d} was generated and transmitted by the electronic "
              "document operator at {h}."}},
            {{"DNS record for {d}", "Subdomain of {d} does not work", "Zone {d} is not updated"},
             {"Hello! Please add an MX record for {d}.",
              "We changed the A record of {d} {n} hours ago and still see the old site.",
              "Hi, test.{d} does not open although the record is there."},
             {"We added the record for {d} at {h}. It will be everywhere in {n} minutes.",
              "The zone {d} had a dot too many. We corrected it, the name works since {h}.",
              "Records of {d} lived for {n} hours, so the old site was seen. We made it five "
              "minutes."},
             {"Resource records of zone {d} were modified; propagation, contingent upon TTL, "
              "requires up to {n} hours.",
              "The SOA serial of {d} was incremented and secondary nameservers were reloaded at "
              "{h}."}},
            {{"1C does not open on {v}", "Update 1C on {v}", "1C is slow on {v}"},
             {"Hello! 1C on {v} lets nobody in: no free licence.", "Hi, please update 1C on {v}.",
              "1C on {v} takes {n} minutes to post a document. Please look."},
             {"A stuck session held the 1C licence on {v}. We ended it at {h}, you can log in.",
              "1C on {v} is updated, a copy of the database from {h} is beside it.",
              "We rebuilt the totals on {v}, a document takes {n} seconds now."},
             {"Termination of a phantom 1C cluster session on {v} restored licensing at {h}.",
              "The 1C platform on {v} was upgraded, scheduled operations finalizing within {n} "
              "minutes."}},
            {{"S3 storage for {d}", "S3 key of {d}", "Error 403 in the storage of {d}"},
             {"Hello! The storage of {d} answers 403 although the key is right.",
              "Hi, how do we connect the new S3 storage to {d}?",
              "Files from the storage of {d} are very slow, about {n} KB a second."},
             {"The key of {d} could not read. We gave it the right at {h}, the error is gone.",
              "We made a storage and key {n} for {d}. How to use it stands in the panel under "
              "Storage.",
              "We put a cache before the storage of {d}, it is {n} times faster."},
             {"Bucket policy remediation for {d} was performed; permissions become effective upon "
              "expiry of {n} minutes.",
              "Provisioning of bucket and access key for {d} was finalized, endpoint availability "
              "commencing at {h}."}},
        },
    .common =
        {
            [PHRASE_CLARIFY] =
                {"Hello! About {d}: where do you connect from, and what happened at {h}?",
                 "Hi, please send a picture of the error on {d}. Is it always there or only after "
                 "{h}?",
                 "To check {v} we need the time of the failure. Was it about {h}?"},
            [PHRASE_DETAILS] = {"Yes, about {h}. Everybody here has it.",
                                "From our office, the picture is attached. The last time was {h}.",
                                "It is always there, in another browser too. I tried {n} times."},
            [PHRASE_FAILED] = {"That did not help, at {h} it is the same.",
                               "I checked, the error is still there. Please look again.",
                               "It worked at first and broke again at {h}.",
                               "I did what you said, but {d} still does not open."},
            [PHRASE_AGAIN] =
                {"There was one more cause on {d}: an old cache. We cleared it at {h}, please "
                 "check.",
                 "You are right, the second server had not got the change. It is done on {v} since "
                 "{h}.",
                 "Our administrator corrected the settings of {d} at {h}. All opens now.",
                 "We looked at {d} again: setting {n} helped. We watch it until {h}."},
            [PHRASE_THANKS] = {"Thank you!", "Thanks, it works.", "Great, that helped, thanks!"},
            [PHRASE_NAG] = {"As I said at {h}, we are waiting. When will you answer?",
                            "I already wrote that {d} is down. Is anybody there?",
                            "We have been waiting for {n} minutes, how much longer?"},
            [PHRASE_BOT_ACK] = {"Hello! We have got your message. A specialist will answer soon."},
            [PHRASE_HUMAN_BOT] =
                {"Hello! Your request has been accepted, we will answer as soon as possible."},
            [PHRASE_BOT_HELP] = {"This article may help: help.hosting.example/{n}. If it does, you "
                                 "need not write back."},
            [PHRASE_NOTE] = {"Looking at the logs of {v}, it is like case 3{n}.",
                             "Important client, please take it before {h}.",
                             "Asked the administrators about {d}, waiting."},
            [PHRASE_CALL_NOTE] =
                {"Call at {h}, {n} min. About {d}, solved while talking.",
                 "The client called at {h} about {v}. I explained what to do, it worked.",
                 "Call about {d}, {n} min. I corrected the settings with the client on the line."},
            [PHRASE_CALL_SUMMARY] =
                {"After our call at {h}: the settings of {d} are corrected, please check tomorrow.",
                 "As agreed by phone, {v} was done by {h}."},
            [PHRASE_PROACTIVE_SUBJECT] = {"{d} will expire soon", "Planned work on {v}",
                                          "Monitoring: little space on {v}",
                                          "Backups of {d} checked"},
            [PHRASE_PROACTIVE] =
                {"Hello! {d} expires in {n} days. Shall we renew it for you?",
                 "Hi, we will update {v} on Tuesday night, with a break of {n} minutes after "
                 "midnight.",
                 "Monitoring saw that {v} had {n} percent of its space left. We removed old logs, "
                 "the site did not stop.",
                 "Once a month we try to restore the copy of {d}. Today at {h} it went well."},
            [PHRASE_SPAM] = {"Your site on top in {n} days! Guaranteed!",
                             "Cheap loans at {n} percent, call today",
                             "A list of {n} thousand addresses for sale"},
            [PHRASE_TEST] = {"test {n}, do not answer", "checking the form {h}"},
            [PHRASE_MERGED] = {"Merged into the earlier ticket."},
            [PHRASE_AUTO_CLOSED] = {"Closed automatically: there were no new messages."},
        },
};
