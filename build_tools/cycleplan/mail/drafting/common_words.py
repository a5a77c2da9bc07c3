"""Words that are no names: what keeps `Continue to …` and `Spec to be written` from having owners.

A nick can be any word; a word of this list counts as a name only where owners.yaml has it, or where the text itself
puts it where nothing but an owner can stand.
"""

from __future__ import annotations

_COMMON = """
a able about above accept across act action actions actually adapt add added adding additional adjust admin adopt after again against
agree agreed agreement ai align all allow almost already also always an analyse analyze and announce another answer any anyone anything
api apis appears apply approach approve architecture are area arrange as ask assess assign at attempt audit automate available avoid
aware away back backend backlog backport backports backup based basic be because become been before begin being below benchmark best
better between beyond big bit block blog blueprint blueprints both branch branches break bring brought bug bugs build but by call calls
can cannot capture care carry case change changes chase chat check chair ci clarify clean cleanup clear client close code collaborate
collect come comment comments commit communicate community compare compile complete confirm connect consider consolidate contact
continue contribute contributor contributors convert coordinate copy core cores could cover coverage create cross current currently
customers cut cycle daily data date day deadline deal debug decide decided decision decisions default define defer deliver demo depends
deploy deployers deprecate deprecation describe design details detail determine dev develop developer developers devs did different
direct disable discuss discussed discussion discussions do doc docs document documentation documented does doing don done down draft
drive driver drivers drop due during each early easier easy edit effort either email enable encourage end engage enhance ensure entire
error errors establish etc etherpad evaluate even event eventually every everybody everyone everything examine example except existing
expand expect experiment explain explore expose extend extra facilitate fail failing far feature features feedback few figure file fill
final finalise finalize find finish first fix fixes flag focus folks follow followup for form formalise formalize forum forward found
framework freeze from full functional further future gap gate gates gather general generate get give go goal goals going good great
group guide had hack half hand handle hard has have having he help hence her here high highlight his hold hope hosts how however
identify if image images implement implementation implemented import improve improvements in include increase individual inform infra
initial input install instead integrate integration interested into introduce invent investigate investigation invite involve is issue
issues it item items its iterate job jobs join just keep key kick know land language large last later launchpad lead leads learn leave
left let level library like likely limit line link list little live log long look looking lot low made mail maintain maintainer
maintainers make manage manager many mark master may maybe me mean measure meet meeting meetings member members mentor merge merged
message metrics might migrate migration migrations milestone minor mirror miss model modify monitor month monthly more most move moved
much must my name need needed needs negotiate new next night no nobody node none nor not note notes nothing notify now number object of
off offer old on once one ongoing only onto open operator operators option or order organise organize other others our out outline over
own owner owners package page pages parent part parts party pass past patch patches path pay people per perform perhaps pick pin ping
place plan planned plans please plus point poll port ports possible possibly post potential potentially prefer prepare present previous
primary prior prioritise prioritize priority probably problem problems process produce product profile program progress project projects
promote proof propose proposal proposals proposed prototype provide ptg ptl ptls publish pull push put quarter question questions quick
raise rather reach read ready real rebase recap recheck reconsider record recruit reduce refactor refer reference refine register
regular release releases remaining remember remind remove removed rename reorganise reorganize repair repeat replace reply repo report
repository request requests require requirements research resolve resource resources respond rest restart result results resume retire
retrospective return reuse revert review reviewed reviewer reviewers reviews revise revisit rework rewrite right risk roadmap role run
runtime said same save say scan schedule scope script scripts sdk search second section security see seed seek seems select send
separate series serve server service services session sessions set setup several share she short should show side sig sigs sign similar
simplify simply since single site skip slot small so solution solve some somebody someone something soon sort source spec specification
specifications specs spend split sponsor sprint stable stakeholders start started state status stay step steps still stop store story
strategy strive study stuff subject submit submitted such suggest suggestion summarise summarize summary support supported sure survey
switch sync system tag take talk target task tasks tbd team teams technical tell tempest template term test testing tests than thank
thanks that the their them then there these they thing things think third this those thoughts though three through ticket tickets time
to today todo together too tool tooling tools top topic topics touch track tracker transition translate triage trim trouble try trying
tune two type under understand unit unknown unless until unify up update updated updates upgrade upgrades upload upstream us usage use
used user users using validate various vendor vendors verify version very via video views virtual visit volunteer volunteers vote wait
walk want warn was watch way we weak web website week weekly weeks welcome well were what when where whether which while who whole why
wiki will wish with within without work worked workflow working works workshop would wrap write written year yes yet you your zuul jira
gerrit github storyboard irc zoom doodle slack wip lp pr prs mr mrs cve cves ffe ffes rfe rfes qa ha vm vms os ui ux cli db sql monday
tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
"""
COMMON_WORDS = frozenset(_COMMON.split())

_GENERIC = """
all anybody anyone everybody everyone nobody none someone somebody us we team the-team core cores tbd tba tbc n/a na ? - unassigned
unknown volunteer volunteers group whoever you all-of-us team-effort community the-community nobody-yet
"""
GENERIC_OWNERS = frozenset(_GENERIC.split())
"""What stands in the place of an owner and names nobody."""

_ORGANISATIONS = """
netapp sap cern redhat red-hat ibm intel dell dell-emc hpe huawei suse canonical mirantis rackspace cisco vmware nvidia ericsson nokia
fujitsu nec hitachi pure-storage purestorage infinidat vexxhost ovh ovhcloud cleura bloomberg verizon blizzard walmart samsung lg
microsoft google amazon aws apple arm amd broadcom mellanox juniper lenovo oracle zadara storpool seagate quobyte windriver wind-river
at&t att orange telefonica stackhpc catalyst inmotion workday ubisoft linaro citynetwork china-mobile zte inspur openinfra-foundation
openstack-foundation ant-group alibaba
"""
ORGANISATIONS = frozenset(_ORGANISATIONS.split())
"""Firms and institutions that the field knows, folded and with hyphens, so that they are not proposed as people."""

_VERBS = """
add address adopt align analyse analyze announce arrange ask assess audit automate backport benchmark bring bump change chase check
clarify clean close collect communicate compare complete confirm consider contact continue convert coordinate create cut decide define
deliver deprecate describe design determine develop discuss document draft drop enable encourage enhance ensure establish evaluate
expand explore extend figure file finalise finalize find finish fix follow gather generate get give help identify implement improve
include increase inform integrate introduce investigate invite keep land look maintain make mark measure merge migrate monitor move open
organise organize patch pick ping plan polish port post prepare prioritise prioritize propose prototype provide publish push put raise
reach rebase reduce refactor release remove rename reorganise replace reply report request research resolve retire revert review revisit
revive rework rewrite run schedule send set share simplify solve split spread start stop submit summarise summarize support switch sync
talk test track translate triage try tune turn unify update upgrade use validate verify work wrap write
"""
TASK_VERBS = frozenset(_VERBS.split())
"""What a task begins with."""
