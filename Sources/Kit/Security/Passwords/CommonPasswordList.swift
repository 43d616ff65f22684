/// The 3400 commonest passwords of eight characters and more, in byte order.
///
/// One literal that the linker lays out as it stands: it is searched where it lies, and takes no memory until then.
let commonPasswordList: StaticString = """
    00000000 000000000 0000000000 000000000000 01010101 01011980 01011990 01012000 01234567 012345678 0123456789 \
    02020202 03030303 04040404 05050505 06060606 07070707 08080808 09090909 09876543 098765432 0987654321 10101010 \
    10203040 102030405 1020304050 1029384756 11111111 111111111 1111111111 111111111111 11223344 1122334455 \
    112233445566 11235813 12121212 12312312 123123123 1231231234 123123qwe 123321123 12341234 12344321 123454321 \
    1234554321 12345612 123456123 123456123456 12345654321 123456654321 12345678 123456789 1234567890 123456789012 \
    1234567891 12345678910 123456789a 123456789q 12345678a 12345678q 1234567a 1234567q 123456aa 123456ab 123456abc \
    12345abc 12345abcd 12345qwert 1234abcd 1234qwer 123abc123 123abc456 123qwe123 123qwe456 123qweasd 123qweasdzxc \
    12qwaszx 13131313 1314520520 13579246 135792468 1357924680 14141414 147258369 1472583690 147258369a 147852369 \
    14789632 147896325 15151515 159357123 159753456 16161616 17171717 18181818 19191919 19871987 19901990 1a2b3c4d \
    1a2b3c4d5e 1password 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz1qaz 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 1x2x3x4x 1z2x3c4v \
    20002000 20202020 21212121 22222222 222222222 2222222222 222222222222 23232323 23456789 234567890 24242424 \
    24681012 246813579 25252525 258456258 26262626 27182818 27272727 28282828 29292929 2pac4life 2wsx1qaz 2wsx2wsx \
    2wsx3edc 2wsxcde3 30303030 31313131 31415926 314159265 32323232 33333333 333333333 3333333333 333333333333 \
    34343434 34567890 35353535 36363636 369258147 37373737 38383838 39393939 3edc2wsx 3edc3edc 3edc4rfv 3edcvfr4 \
    40404040 41414141 420420420 42424242 43434343 44444444 444444444 4444444444 444444444444 45454545 46464646 \
    47474747 48484848 49494949 4rfv3edc 4rfv4rfv 4rfv5tgb 4rfvbgt5 50505050 50cent123 51515151 5201314520 52525252 \
    53535353 54545454 55555555 555555555 5555555555 555555555555 56565656 57575757 58585858 59595959 5tgb4rfv \
    5tgb5tgb 5tgb6yhn 5tgbnhy6 60606060 61616161 62626262 63636363 64646464 65656565 66666666 666666666 6666666666 \
    666666666666 66668888 67676767 68686868 69696969 6yhn5tgb 6yhn6yhn 6yhn7ujm 6yhnmju7 70707070 71717171 72727272 \
    73737373 741852963 74747474 75757575 76767676 77777777 777777777 7777777777 777777777777 78787878 78945612 \
    789456123 789456123a 79797979 7ujm6yhn 80808080 81818181 82828282 83838383 84848484 85858585 86868686 87654321 \
    876543210 87878787 88888888 888888888 8888888888 888888888888 88888888a 89898989 90909090 91919191 92929292 \
    93939393 94949494 951753852 95959595 963852741 96969696 97979797 98765432 987654321 9876543210 98989898 99999999 \
    999999999 9999999999 999999999999 a1234567 a12345678 a123456789 a123456a a1b2c3d4 a1b2c3d4e5 a1s2d3f4 a5201314 \
    aa123456 aa12345678 aaaaaaaa aaaaaaaaa abc123123 abc12345 abc123456 abc123456789 abc123abc abcabcabc abcd1234 \
    abcd12345 abcd123456 abcdef12 abcdef123 abcdefg1 abcdefgh abcdefghi abcdefghij abdullah abdullah1 abdullah123 \
    access007 access01 access11 access12 access123 access14 access14u access69 access99 achilles acmilan1 acmilan99 \
    admin123 admin123! admin1234 admin12345 admin123456 admin2020 admin2021 admin2022 admin2023 admin2024 admin888 \
    admin999 admin@123 adminadmin administrator administrator1 africa123 agent007 agnieszka ahmed123 aini1314 \
    airforce airforce1 ajax1234 alberto1 alberto123 alejandra alejandra1 alejandro alejandro1 alejandro123 \
    alessandro alessandro1 alessandro123 alexander alexander1 alexander123 alexandra alexandra1 alexandre alexandre1 \
    alexandre123 alexey123 alexis123 alhamdulillah alianzalima aliens123 allahuakbar always123 amanda12 amanda123 \
    amber123 america1 america10 america123 america76 american american1 amor1234 amorcito amore123 amore1234 \
    amoremio amormeu1 amormio1 amorzinho amsterdam anakin123 anastasia anastasia1 anastasia123 andrea123 andreas1 \
    andreas123 andrew12 andrew123 android1 android123 angel123 angel1234 angel12345 angel666 angel777 angela123 \
    angelbaby angeleyes angelica angelica1 angelina angelina1 angelito angels007 angels01 angels11 angels123 \
    angels69 angels99 anjali123 anjing123 ankara06 anthony1 anthony12 anthony123 antoine1 antoine123 antonio1 \
    antonio123 anything aphrodite apollo007 apollo01 apollo11 apollo123 apollo13 apollo69 apollo99 apple123 \
    apple1234 apples123 aragorn1 argentina argentina1 argentina10 army1234 arsenal1 arsenal12 arsenal123 asd12345 \
    asd123456 asd123456789 asdasd123 asdasdas asdasdasd asdf1234 asdf123456 asdfasdf asdfgh12 asdfgh123 asdfghjk \
    asdfghjkl asdfghjkl1 asdfqwer ashley12 ashley123 assassin assassin1 asshole1 asshole123 athena123 atlantis \
    atlantis1 atletico atletico1 audi1234 austin123 australia australia1 australia123 autumn007 autumn01 autumn11 \
    autumn12 autumn123 autumn69 autumn99 ayesha123 azerty12 azerty123 azerty1234 azertyui azertyuiop azertyuiop1 \
    b1234567 b12345678 b123456789 baby1234 baby12345 baby2008 babyangel babyblue babyblue1 babyboy1 babyboy12 \
    babyboy123 babydoll babydoll1 babyface babygirl babygirl1 babygirl12 babygirl123 babylon5 babyphat badass123 \
    badboy007 badboy01 badboy11 badboy12 badboy123 badboy69 badboy99 badgirl1 bailey123 banana007 banana01 banana11 \
    banana12 banana123 banana69 banana99 bananas1 bandit123 bangladesh bangsat123 barbara1 barbara123 barcelona \
    barcelona1 barcelona10 barcelona123 bartek123 bartsimpson baseball baseball! baseball007 baseball01 baseball1 \
    baseball11 baseball12 baseball123 baseball2 baseball69 baseball99 basketball basketball1 batman007 batman01 \
    batman11 batman123 batman1234 batman69 batman99 bayern11 bayern123 bayernmunich bbbbbbbb beach123 bears123 \
    beatles1 beatles123 beatles4 beautiful beautiful1 beautiful123 beckham23 beckham7 beethoven bella123 benfica1 \
    benjamin benjamin1 benjamin123 berlin123 besiktas besiktas1 besiktas1903 bestfriend bestfriend1 bestfriends \
    bettina1 bettina123 beyonce1 bigboy123 bigdaddy bigdaddy1 biggie123 biggirl1 bigmoney bigpimpin bigtits1 \
    birthday birthday1 bismillah bismillah1 bitch123 bitches1 bitcoin1 bitcoin123 black123 blackberry blackberry1 \
    blackcat blackcat1 blackdog blackjack blackjack1 blackman blackout blackwhite blessed1 blessed123 blessing \
    blessing1 blessings blue1234 blue12345 blue4ever blueberry blueberry1 bluebird bluebird1 blueeyes blueeyes1 \
    bluemoon bluesky1 bmw12345 bobmarley bobmarley1 boca1234 boca2000 bocajuniors bond0070 bond007007 bonita123 \
    bonjour1 bonjour123 boobies1 boomer123 borussia borussia1 boston123 boxing123 boyfriend brandon1 brandon12 \
    brandon123 brandy123 brasil10 brasil12 brasil123 brazil123 bread123 brian123 britney1 brittany brittany1 \
    brittany123 brittney broncos1 broncos123 brother! brother007 brother01 brother1 brother11 brother123 brother2 \
    brother69 brother99 brothers brown123 brownie1 buckeyes buckeyes1 buddy123 budweiser buenosdias bugs1234 \
    bugsbunny bulgaria bulldog1 bulldogs bulldogs1 bulls123 bullshit bullshit1 business business1 buster123 \
    butter123 buttercup buttercup1 butterfly butterfly1 butterfly123 butterfly7 butterscotch c1234567 c12345678 \
    c123456789 cadillac cadillac1 california california1 calliope camaro123 camaro69 camelot1 camila123 camille1 \
    camille123 canada123 candy123 candycane candyman cannabis captain1 captainkirk caramel1 caramelo carlos123 \
    carmen123 carolina carolina1 caroline caroline1 casey123 casino123 casinoroyale cassandra cassandra1 catherine \
    cccccccc celine123 celtic12 celtic1888 celtic67 celtics1 celtics34 champion champion! champion007 champion01 \
    champion1 champion11 champion123 champion2 champion69 champion99 champions changeit changeme changeme1 \
    changeme123 chargers chargers1 charizard charizard1 charlie1 charlie12 charlie123 charlie2 charlotte charlotte1 \
    cheer123 cheerleader cheerleader1 cheese007 cheese01 cheese11 cheese12 cheese123 cheese69 cheese99 cheeseburger \
    cheetah1 chelsea1 chelsea12 chelsea123 chelseafc cherry12 cherry123 chester1 chester123 chevelle chevrolet \
    chevrolet1 chevy123 chevy1234 chewbacca chewbacca1 chewie123 chiara123 chicago1 chicago12 chicago123 \
    chicagobulls chicken! chicken007 chicken01 chicken1 chicken11 chicken123 chicken2 chicken69 chicken99 chickens \
    chihuahua chile123 china123 chiquita chiquita1 chivas123 chocolate chocolate1 chocolate123 chocolate2 chouchou \
    chouchou1 christ123 christian christian1 christian123 christina christina1 christine christine1 christmas \
    christmas1 christoph christoph1 christoph123 christophe christopher christopher1 chucknorris ciao1234 ciaobella \
    ciaociao cinderella cinderella1 cinnamon cinnamon1 cinta123 cintaku1 cisco123 cisco1234 claudia1 claudia123 \
    cleopatra cloud123 cobra123 cocacola cocacola1 cocksucker coffee123 coffeecup college1 college123 colocolo \
    colocolo1 colombia colombia1 colossus colours1 colts123 company1 company123 computador computadora computer \
    computer! computer007 computer01 computer1 computer11 computer12 computer123 computer2 computer69 computer99 \
    contrasena contrasena1 contraseña control1 cookie007 cookie01 cookie11 cookie12 cookie123 cookie69 cookie99 \
    cookies1 cookies123 cooper123 corazon1 corazon123 corinthians corinthians1 correcthorse \
    correcthorsebatterystaple corvette corvette! corvette007 corvette01 corvette1 corvette11 corvette123 corvette2 \
    corvette69 corvette99 counterstrike country1 countryboy countrygirl courtney courtney1 courtney123 cowboy12 \
    cowboy123 cowboys1 cowboys12 cowboys123 cowboys22 cowgirl1 cowgirl12 crazy123 crazygirl crazyman cricket1 \
    cricket123 cristiano cristiano1 cristiano7 cristo123 croatia1 crusader cruzazul1 cruzeiro cruzeiro1 crypto123 \
    crystal! crystal007 crystal01 crystal1 crystal11 crystal12 crystal123 crystal2 crystal69 crystal99 cupcake1 \
    cupcake123 cutie123 cutiepie cutiepie1 d1234567 d12345678 d123456789 daddy123 daddysgirl daddysgirl1 daisy123 \
    daisymae dallas123 dance123 dance4life dancer12 dancer123 dancing1 daniel12 daniel123 daniela1 daniela123 \
    danielle danielle1 danielle12 danielle123 darkangel darkangel1 darkknight darkness darkness1 darkside darkside1 \
    darthvader darthvader1 darwin123 database database1 david123 dddddddd deadpool deadpool1 death123 december \
    december1 deepak123 deeznuts deeznuts1 default1 default123 demo1234 demo12345 demodemo demon123 demon666 \
    denmark1 destiny1 destiny123 deutschland devil123 devil666 diamond! diamond007 diamond01 diamond1 diamond11 \
    diamond12 diamond123 diamond2 diamond69 diamond99 diamonds diamonds1 diego123 dioses123 diosesamor diosesamor1 \
    diosteama discovery disney123 disneyland dmitry123 doberman1 doctor123 dodgeram dodgers1 dollar007 dollar01 \
    dollar11 dollar123 dollar69 dollar99 dolphin! dolphin007 dolphin01 dolphin1 dolphin11 dolphin123 dolphin2 \
    dolphin69 dolphin99 dolphins dolphins1 donkeykong dontknow donttell donttellme dortmund dortmund09 doudou123 \
    dragon007 dragon01 dragon11 dragon12 dragon123 dragon1234 dragon69 dragon99 dragonball dragonball1 dragonballz \
    dragonfire dragonfly dragonfly1 dragons1 dragonslayer drpepper drpepper1 drummer1 drums123 dumbledore dupa1234 \
    e1234567 e12345678 e123456789 eagle123 eagles12 earth123 eduardo1 eduardo123 eeeeeeee eeyore123 egypt123 \
    einstein einstein1 ekaterina ekaterina1 ekaterina123 electra1 elephant elephant1 elizabeth elizabeth1 \
    elizabeth123 elizabeth2 emerald1 eminem12 eminem123 eminem1234 emperor1 endeavour energy123 england1 england123 \
    england66 enterprise enterprise1 ertyuiop espana10 espana123 estrella estrella1 estrellita evanescence everton1 \
    everything excalibur excalibur1 f1234567 f12345678 f123456789 facebook facebook1 facebook123 falcon007 falcon01 \
    falcon11 falcon123 falcon69 falcon99 falcons1 fallenangel familia1 familia123 family007 family01 family11 \
    family12 family123 family69 family99 familyguy father007 father01 father11 father123 father69 father99 fatima123 \
    february february1 federica federica1 federica123 felicidad felipe123 felix123 fenerbahce fenerbahce1 fernanda \
    fernanda1 fernando fernando1 fernando123 ferrari! ferrari007 ferrari01 ferrari1 ferrari11 ferrari123 ferrari2 \
    ferrari69 ferrari99 feyenoord feyenoord1 ffffffff finalfantasy finalfantasy7 finland1 fireball fireball1 \
    firebird firebird1 firefighter firefire firefly1 firefox1 fireman1 fisherman fishing1 fishing123 flamengo \
    flamengo1 flamengo123 floresta florian1 florian123 florida1 florida123 flower007 flower01 flower11 flower12 \
    flower123 flower69 flower99 flowers1 flowers123 football football! football007 football01 football1 football10 \
    football11 football12 football123 football2 football69 football7 football99 fordtruck forest123 forever1 \
    forever12 forever123 forever21 forever4 foreveryoung forgetit forgotten fortnite fortnite1 fortnite123 \
    forzainter forzamilan forzaroma france123 france98 francesca francesco francesco1 francesco123 francisco \
    francisco1 freedom! freedom007 freedom01 freedom1 freedom11 freedom12 freedom123 freedom2 freedom69 freedom99 \
    friday123 friday13 friend007 friend01 friend11 friend123 friend69 friend99 friends! friends007 friends01 \
    friends1 friends11 friends12 friends123 friends2 friends69 friends99 friendship friendster frodo123 fucker123 \
    fuckme69 fuckoff1 fuckoff123 fuckyou! fuckyou1 fuckyou12 fuckyou123 fuckyou2 fussball fussball1 futbol10 \
    futbol123 g1234567 g12345678 g123456789 gabriel1 gabriel12 gabriel123 gabriela gabriella gabrielle galatasaray \
    galatasaray1905 galaxy007 galaxy01 galaxy11 galaxy123 galaxy69 galaxy99 galileo1 gameover gameover1 gamer123 \
    gamer1234 ganda123 gandalf1 gandalf123 ganesh123 gangsta! gangsta007 gangsta01 gangsta1 gangsta11 gangsta123 \
    gangsta2 gangsta69 gangsta99 gangster gangster1 garden123 garfield garfield1 geheim12 geheim123 george123 \
    germany1 germany123 gggggggg ghost123 giants12 giants123 ginger007 ginger01 ginger11 ginger12 ginger123 ginger69 \
    ginger99 giovanni giovanni1 giovanni123 girlfriend girlpower girls123 giulia123 giuseppe giuseppe1 giuseppe123 \
    gladiator gladiator1 gmail123 gmail1234 godbless godbless1 godfather godfather1 godisgood godisgood1 godisgreat \
    godislove godislove1 godzilla godzilla1 goldberg golden007 golden01 golden11 golden123 golden69 golden99 \
    goldeneye goldfish goldfish1 golf1234 golfer123 golfing1 goodboy1 goodbye1 goodbye123 goodgirl goodlife goodluck \
    goodluck1 goodmorning goodness goodtimes google007 google01 google11 google12 google123 google1234 google69 \
    google99 gorgeous gorgeous1 greece123 green123 green1234 greenapple greenday greenday1 gremio123 gryffindor \
    guadalajara guessme1 guessthis guesswho guest123 guest1234 guillermo guitar12 guitar123 guitarman guitarra \
    gustavo1 gustavo123 gymnast1 gymnastics h1234567 h12345678 h123456789 halflife2 hallo123 hallo1234 hallohallo \
    halloween halloween1 hamburg1 hamburger handball1 handsome handsome1 hannah123 hannibal hannibal1 happiness \
    happiness1 happy123 happy1234 happyday happydays happyfeet happyhappy happyness hardcore hardcore1 hardyboyz \
    harley01 harley12 harley123 harleydavidson harry123 harrypotter harrypotter1 haslo123 haslo1234 hassan123 \
    hawaii123 hawaii50 hawkeye1 heather1 heather123 heaven007 heaven01 heaven11 heaven123 heaven69 heaven99 heavenly \
    heineken heineken1 hejsan123 hell1234 hello123 hello1234 hello12345 hello123456 hello1hello hello2you hellohello \
    hellokitty hellokitty1 hellothere helloworld helloworld1 hemingway hercules hercules1 hermione hermione1 \
    hermosa1 hermosa123 hermosas heslo123 heslo1234 hhhhhhhh hillbilly hiphop123 hitchhiker hobbit123 hockey007 \
    hockey01 hockey11 hockey12 hockey123 hockey69 hockey99 hogwarts hogwarts1 hola1234 hola12345 hola123456 holaamor \
    holahola holamundo holland1 homersimpson honda123 hondacivic honey123 honeybear honeybee horse123 horseman \
    horses123 hotchick hotgirl1 hotmail1 hotmail123 hotstuff hotstuff1 hottie007 hottie01 hottie11 hottie12 \
    hottie123 hottie69 hottie99 house123 houston1 howareyou howareyou1 hulkhogan hungary1 hunter007 hunter01 \
    hunter11 hunter12 hunter123 hunter69 hunter99 hunting1 hurricane hurricane1 hussein1 hussein123 hyundai1 \
    i1234567 i12345678 i123456789 iamcool1 iamgod123 iamking1 iamthebest ibrahim1 ibrahim123 icecream icecream1 \
    ichliebedich idontknow idontknow1 iforgot1 iforgot123 iforgotit iiiiiiii ilovecats ilovedogs ilovegod ilovegod1 \
    ilovehim ilovehim1 ilovejesus iloveme1 iloveme12 iloveme123 ilovemom ilovemusic ilovemymom ilovemyself iloveu12 \
    iloveu123 iloveyou iloveyou! iloveyou1 iloveyou11 iloveyou12 iloveyou123 iloveyou13 iloveyou2 iloveyou22 \
    iloveyou3 iloveyou5 iloveyou520 iloveyou7 iloveyouu imawesome imcool123 imissyou imissyou1 imthebest imthebest1 \
    india123 india1234 indian123 indonesia indonesia1 indonesia45 insane123 instagram instagram1 inter1908 \
    internacional internet internet! internet007 internet01 internet1 internet11 internet12 internet123 internet2 \
    internet69 internet99 iphone12 iphone123 iran1234 ireland1 ireland123 irina123 ironmaiden ironmaiden1 ironman1 \
    ironman123 isabel123 isabella isabella1 isabelle isabelle1 isabelle123 island123 israel123 istanbul istanbul34 \
    italia123 itsasecret iuytrewq j1234567 j12345678 j123456789 jackson1 jackson123 jamaica1 jamaica123 james123 \
    jamesbond jamesbond007 jamesbond1 january1 japan123 jasmine1 jasmine12 jasmine123 jason123 jasper123 jelszo123 \
    jennifer jennifer1 jennifer12 jennifer123 jessica1 jessica12 jessica123 jesucristo jesus123 jesus1234 jesus4me \
    jesus777 jesuschrist jesuschrist1 jesusfreak jesusislord jesuslovesme jesussaves jetaime1 jetaime123 jetaimeplus \
    jimihendrix jjjjjjjj johncena johncena1 johndeere johndeere1 johnlennon johnny123 jonasbrothers jonathan \
    jonathan1 jonathan12 jonathan123 jordan12 jordan123 jordan1234 jordan23 joseph12 joseph123 joshua12 joshua123 \
    julien123 jupiter1 jupiter2 justice1 justice123 justin12 justin123 justinbieber justinbieber1 juventus juventus1 \
    juventus10 juventus123 k1234567 k12345678 k123456789 kanelbulle karate123 kasia123 katarzyna katherine \
    katherine1 kathleen katrin123 kawasaki kawasaki1 kenobi123 kevin123 khaled123 killer007 killer01 killer11 \
    killer12 killer123 killer1234 killer666 killer69 killer99 killerbee kimberly kimberly1 king1234 kingdomhearts \
    kingkong kingkong1 kings123 kjhgfdsa kkkkkkkk knicks123 knight007 knight01 knight11 knight123 knight69 knight99 \
    knights1 kobe1234 kobe2424 kobebryant kochamcie kochamcie1 kochanie kochanie1 korea123 krishna1 krishna123 \
    kucing123 kumar123 l1234567 l12345678 l123456789 labrador ladygaga ladygaga1 lakers12 lakers123 lakers24 \
    lakshmi1 lakshmi123 lamborghini lamborghini1 lancelot lancelot1 lasvegas lasvegas1 laughter lauren123 laurent1 \
    laurent123 lavender leagueoflegends lebron123 lebron23 ledzeppelin legolas1 lemon123 leonardo leonardo1 \
    leonardo123 leopard1 letmein! letmein007 letmein01 letmein1 letmein11 letmein12 letmein123 letmein2 letmein69 \
    letmein99 letmeinnow letmeinplease liberty1 liberty123 liebe123 lightning lightning1 linkedin linkedin1 \
    linkin123 linkinpark linkinpark1 linux123 lion1234 lionheart lionking lionking1 liverpool liverpool1 \
    liverpool123 lkjhgfds lkjhgfdsa llllllll london12 london123 lonely123 lonewolf lordoftherings lorenzo1 \
    lorenzo123 losangeles losenord loser123 loulou123 love1234 love12345 love123456 love4ever loveforever \
    loveisblind loveislove lovelove lovelove1 lovely123 loveme123 lovemylife lover123 loverboy lovergirl lovers123 \
    loveyou1 loveyou123 loveyou2 lubov123 lucia123 lucifer1 lucifer666 lucky123 luigi123 lukeskywalker lyubimaya \
    lösenord m1234567 m12345678 m123456789 madison1 madison123 madonna1 madonna123 madrid123 maggie123 magic123 \
    magic1234 magician mahalkita mahalkita1 mahalko123 mahmoud1 mahmoud123 majesty1 maksim123 malaysia malaysia1 \
    malgorzata manager1 manager123 manchester manchester1 manunited manutd123 manutd99 maradona maradona10 marco123 \
    marcos123 margaret margaret1 margarita maria123 mariana1 marianne marijuana marijuana1 marina123 marina1234 \
    marine123 marines1 mario123 mario1234 mariposa mariposa1 marissa1 marissa123 markus123 marley420 marseille \
    marseille13 marshmallow martin123 martina1 martina123 maserati master007 master01 master11 master12 master123 \
    master1234 master69 master99 masterchief masterkey mastermind mathieu1 mathieu123 matrix01 matrix11 matrix12 \
    matrix123 matteo123 matthew1 matthew12 matthew123 matthias matthias1 matthias123 max1mus1 max1mus123 maxime123 \
    mcdonalds megadeth megadeth1 mehmet123 melissa1 melissa123 mercedes mercedes1 mercury1 merlin007 merlin01 \
    merlin11 merlin123 merlin69 merlin99 messi1010 messi10messi messi123 metallica metallica1 metallica123 mexico10 \
    mexico12 mexico123 miamor123 michael1 michael12 michael123 michael2 michaeljackson michaeljordan michelle \
    michelle1 michelle12 michelle123 mickey12 mickey123 mickeymouse micorazon microsoft microsoft1 middleearth \
    midnight midnight1 midnight12 mifamilia miguel123 milan123 milesdavis military millenniumfalcon million1 \
    millionaire minecraft minecraft1 minecraft123 minniemouse misiek123 mitsubishi mittens1 mittens123 mivida123 \
    mmmmmmmm mnbvcxz1 mnbvcxza mohamed1 mohamed123 molly123 momdad123 mommy123 mommy1234 monamour monamour1 \
    monday123 money123 money1234 money4me moneymaker moneyman moneymoney monica123 monika123 monkey007 monkey01 \
    monkey11 monkey12 monkey123 monkey1234 monkey69 monkey99 monkeyboy monkeyman monkeys1 moonlight moonlight1 \
    moriarty morpheus morpheus1 moscow123 motdepasse motdepasse1 mother007 mother01 mother11 mother123 mother69 \
    mother99 motherfucker motorola motorola1 mountain1 mountain123 mountaindew mozart123 mrspock1 mudar123 muffin123 \
    muhammad muhammad1 muhammad123 murphy123 music123 music1234 musica123 musiclover mustafa1 mustafa123 mustang! \
    mustang007 mustang01 mustang1 mustang11 mustang12 mustang123 mustang2 mustang69 mustang99 myangel1 mybaby123 \
    mybabygirl mycat123 mydaughter mydog123 myfamily myfriend mygirl123 mykids123 mylife12 mylife123 mylove12 \
    mylove123 mylover1 mymother myname123 mynameis mypassword mypassword1 mysecret mysecret1 myson123 myspace1 \
    myspace123 mysql123 mysterious mystery1 mystique n1234567 n12345678 n123456789 nacional nacional1 napoleon \
    napoleon1 napoli123 naruto12 naruto123 naruto1234 natalia1 natalia123 natalie1 natalie123 natasha1 natasha123 \
    nathan123 navy1234 neo12345 neptune1 neveragain nevergiveup neverland nevermind nevermind1 newcastle newcastle1 \
    newpassword newton123 newyork1 newyork123 newyorkcity neymar11 neymar123 nicholas nicholas1 nicholas123 \
    nickjonas1 nicolas1 nicolas123 nicole12 nicole123 nigeria1 nigeria123 nikolay1 nikolay123 ninja123 ninja1234 \
    ninjas123 nintendo nintendo1 nintendo123 nintendo64 nirvana1 nirvana123 nissan007 nissan01 nissan11 nissan123 \
    nissan69 nissan99 nnnnnnnn nobody123 nokia123 nokia1234 noneofyourbusiness nopassword norway123 nosecret \
    nothing1 nothing123 november november1 number1! number11 number12 numberone numero1! o1234567 o12345678 \
    o123456789 ocean123 october1 office123 office365 oiuytrew oiuytrewq oliver123 olympique olympus1 oooooooo \
    openopen opensesame opensesame1 openthedoor oracle123 orange007 orange01 orange11 orange12 orange123 orange69 \
    orange99 oscar123 overwatch overwatch1 p1234567 p12345678 p123456789 p4ssw0rd p@ssw0rd p@ssword pa$$word \
    pa55word pablo123 packers1 packers12 packers123 pacman123 pakistan pakistan1 pakistan123 palmeiras palmeiras1 \
    panther! panther007 panther01 panther1 panther11 panther123 panther2 panther69 panther99 panthers panthers1 \
    paola123 paris123 parol123 parola12 parola123 pass1234 pass12345 pass123456 passpass passpass1 passport passw0rd \
    passw0rd1 password password! password00 password01 password1 password11 password12 password123 password1234 \
    password2 password3 password99 passwords passwort passwort1 passwort123 patches1 patches123 patricia patricia1 \
    patrick1 patrick12 patrick123 patrickstar patriot1 patriots patriots1 patriots12 peace123 peaceandlove peacelove \
    peach123 peaches1 peanut12 peanut123 peanutbutter pegasus1 penelope penelope1 penguin1 penguins penguins1 \
    pepper007 pepper01 pepper11 pepper12 pepper123 pepper69 pepper99 pepsi123 persephone peru1234 peter123 petra123 \
    peñarol1 pharaoh1 philippines phoenix! phoenix007 phoenix01 phoenix1 phoenix11 phoenix12 phoenix123 phoenix2 \
    phoenix69 phoenix99 piano123 picard123 picasso1 pierre123 pikachu1 pikachu123 pilipinas pimpin12 pimpin123 \
    pineapple pineapple1 pink1234 pinkfloyd pinkfloyd1 pinkgirl pinkpink pinoy123 pirate007 pirate01 pirate11 \
    pirate123 pirate69 pirate99 pirates1 pizza123 pizza1234 pizzahut planet007 planet01 planet11 planet123 planet69 \
    planet99 platinum platinum1 plato123 playboy! playboy007 playboy01 playboy1 playboy11 playboy12 playboy123 \
    playboy2 playboy69 playboy99 player007 player01 player11 player12 player123 player69 player99 playgirl playgurl \
    playstation playstation1 playstation3 pleaseletmein pogi1234 poiuytre poiuytrew poiuytrewq pokemon1 pokemon12 \
    pokemon123 poland123 police123 polska12 polska123 poohbear poohbear1 pooja123 porsche! porsche007 porsche01 \
    porsche1 porsche11 porsche123 porsche2 porsche69 porsche9 porsche911 porsche99 portugal portugal1 poseidon \
    postgres postgres1 postgres123 potato123 power123 pppppppp praisegod precious1 precious123 predator predator1 \
    prince12 prince123 princes1 princesa princesa1 princesita princess princess! princess007 princess01 princess1 \
    princess11 princess12 princess123 princess2 princess3 princess69 princess7 princess99 private1 private123 \
    privet123 priya123 puertorico pumasunam pumpkin1 pumpkin12 pumpkin123 purple007 purple01 purple11 purple12 \
    purple123 purple1234 purple69 purple99 purplerain pussy123 pussy1234 pussy69! pussycat q1234567 q12345678 \
    q123456789 q1w2e3r4 q1w2e3r4t5 qazwsx123 qazwsxedc qazwsxedcrfv qazxswedc qq123456 qq123456789 qqqqqqqq queen123 \
    queenbee queenbee1 qwe12345 qwe123456 qwe123qwe qweasd123 qweasdzxc qweqweqwe qwer1234 qwer12345 qwerqwer \
    qwert123 qwert1234 qwert12345 qwerty00 qwerty01 qwerty11 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 \
    qwerty2020 qwerty77 qwerty99 qwertyqwerty qwertyui qwertyui1 qwertyuio qwertyuiop qwertyuiop123 qwertz12 \
    qwertz123 qwertz1234 qwertzui qwertzuiop r1234567 r12345678 r123456789 racecar1 rachel123 racing123 rafael123 \
    rahul123 raiders1 raiders12 raiders123 rainbow! rainbow007 rainbow01 rainbow1 rainbow11 rainbow12 rainbow123 \
    rainbow2 rainbow6 rainbow69 rainbow7 rainbow99 rainbows rajesh123 rambo123 ramesh123 ranger007 ranger01 ranger11 \
    ranger123 ranger69 ranger99 rangers1 rangers12 rangers123 raspberry realmadrid realmadrid1 rebecca1 rebecca123 \
    redhat123 redhead1 redneck1 redneck123 redred123 redrose1 redskins redskins1 redsox04 redsox123 reggae123 \
    rey619619 ricardo1 ricardo123 rich1234 richard1 richard123 rihanna1 river123 riverplate robert12 robert123 \
    roberto1 roberto123 robinhood robinhood1 roblox123 roblox1234 rock1234 rockandroll rocket007 rocket01 rocket11 \
    rocket123 rocket69 rocket99 rocknroll rocknroll1 rockon123 rockstar rockstar1 rockstar12 rockstar123 rocky123 \
    rocky1234 rockyou1 rockyou123 rodrigo1 rodrigo123 rollingstones romain123 romania1 ronaldo1 ronaldo123 ronaldo7 \
    ronaldo9 root1234 root12345 rootroot rosebud1 rosemary roses123 rottweiler rrrrrrrr rubyruby rugby123 runner123 \
    running1 russia123 rusty123 s1234567 s12345678 s123456789 sabine123 sabrina1 sabrina123 sadie123 saints09 \
    saints123 salasana salasana1 samantha samantha1 samantha12 samantha123 sammy123 samsung! samsung007 samsung01 \
    samsung1 samsung11 samsung12 samsung123 samsung1234 samsung2 samsung69 samsung99 samuel123 samurai1 samurai123 \
    sandra123 sanjay123 santiago santiago1 santos123 saopaulo sapphire sapphire1 sasuke123 satan666 saturday \
    saturn123 saxophone sayang123 sayangku sayplease scarface scarface1 schalke04 schatz123 schatzi1 school123 \
    scooby123 scoobydoo scoobydoo1 scorpion scorpion! scorpion007 scorpion01 scorpion1 scorpion11 scorpion123 \
    scorpion2 scorpion69 scorpion99 scotland scotland1 scotty123 sdfghjkl sebastian sebastian1 sebastian123 \
    secret007 secret01 secret11 secret12 secret123 secret1234 secret69 secret99 secreto1 secreto123 secretpassword \
    secure123 security security1 security123 senha123 senha1234 senha12345 sephiroth sephiroth1 september september1 \
    serbia123 sergey123 sergio123 server12 server123 sesame123 sevilla1 sexy1234 sexy12345 sexybeast sexybitch \
    sexyboy1 sexygirl sexygirl1 sexylady sexymama shadow007 shadow01 shadow11 shadow12 shadow123 shadow1234 shadow69 \
    shadow99 shadowman shakespeare shakira1 shakira123 sherlock sherlock1 sherlocked sifre123 sifre1234 silver007 \
    silver01 silver11 silver12 silver123 silver69 silver99 simba123 simone123 simpsons simpsons1 singapore \
    singapore1 singer123 sister007 sister01 sister11 sister123 sister69 sister99 sisters1 skateboard skateboard1 \
    skater123 skywalker skywalker1 slipknot slipknot1 slipknot123 slipknot666 slunicko slytherin smile123 smiles123 \
    smiley123 smoke420 smokey123 snake123 snickers1 snickers123 snoop123 snoopdogg snoopy123 snowball snowball1 \
    snowboard snowboard1 snowflake snowflake1 snowman1 soccer007 soccer01 soccer07 soccer10 soccer11 soccer12 \
    soccer123 soccer1234 soccer13 soccer69 soccer99 socks123 socrates sofia123 softball softball1 soldier1 \
    soldier123 soldiers soleil123 solnyshko somebody something something1 sommar123 sommer12 sommer123 sonic123 \
    sophie123 sopranos southpark spaceman spaceship sparky123 spartak1 spartan1 spartan117 spartans spartans1 \
    spider007 spider01 spider11 spider123 spider69 spider99 spiderman spiderman1 spiderman123 spongebob spongebob1 \
    spongebob123 sporting1 spring007 spring01 spring11 spring123 spring69 spring99 spurs123 ssssssss starbucks \
    starcraft starcraft1 starlight starlight1 stars123 startrek startrek1 starwars starwars1 starwars123 steelers \
    steelers1 steelers12 steelers7 stefan123 stefano1 stefano123 stephanie stephanie1 stephanie123 stephen1 \
    steven123 storm123 stormtrooper strawberry strawberry1 student1 student123 subhanallah success1 success123 \
    sugar123 summer007 summer01 summer11 summer12 summer123 summer1234 summer69 summer99 summertime sunday123 \
    sunflower sunflower1 sunlight sunrise1 sunset123 sunshine sunshine! sunshine007 sunshine01 sunshine1 sunshine11 \
    sunshine12 sunshine123 sunshine2 sunshine69 sunshine99 superadmin superduper supergirl superhero superman \
    superman! superman007 superman01 superman1 superman11 superman12 superman123 superman2 superman69 superman99 \
    supermario supernova supersecret supersonic superstar superstar1 superuser superuser1 suresh123 surfer123 \
    surfing1 susanne1 susanne123 suzuki123 svetlana svetlana1 svetlana123 sweden123 sweet123 sweetheart sweetheart1 \
    sweetie1 sweetie123 sweetness sweetpea sweetpea1 sweety123 swimmer1 swimming swimming1 sysadmin sysadmin1 \
    system12 system123 system32 t1234567 t12345678 t123456789 taobao123 tatiana1 tatiana123 taylor12 taylor123 \
    taylorswift teacher1 teacher123 teamo123 teamo1234 teamoamor teamobebe teamomucho temp1234 temp12345 templar1 \
    temporary temppass tennis12 tennis123 tequiero tequieromucho terminator terminator1 test123! test1234 test12345 \
    test123456 test1test tester12 tester123 testing! testing1 testing12 testing123 testpass testpassword testtest \
    tetris123 texas123 thailand thailand1 thanks123 thankyou thankyou1 thebeatles thebest1 thebest123 theboss1 \
    thecat123 thedog123 thedoors thegame1 thegreat theking1 theman123 thematrix theoffice theone123 thepassword \
    thierry1 thierry123 thomas12 thomas123 thorsten thorsten1 thorsten123 thunder1 thunder12 thunder123 thunderbird \
    thursday thx11380 tiamo123 tiamo1234 tifa1234 tiffany1 tiffany123 tiger123 tiger1234 tigers123 tigger12 \
    tigger123 tigres123 tinkerbell tinkerbell1 titanic1 titanic123 titans123 tobias123 tokiohotel tokyo123 tomato123 \
    tonymontana toor1234 topsecret topsecret1 tornado1 tottenham tottenham1 toyota007 toyota01 toyota11 toyota123 \
    toyota69 toyota99 trabzonspor trojans1 trucker1 trumpet1 trustno1 trustno1! trustnoone tttttttt tuesday1 \
    tulip123 tupac123 tupac4life turkey123 turtle007 turtle01 turtle11 turtle123 turtle69 turtle99 tweety123 \
    tweetybird twilight twilight1 twitter1 twitter123 tyler123 u1234567 u12345678 u123456789 ubuntu123 ufo12345 \
    ukraine1 ukraine123 undertaker undertaker1 unicorn1 unicorn123 universe universe1 universidad unknown1 user1234 \
    user12345 user123456 username username1 usmc1775 uuuuuuuu v1234567 v12345678 v123456789 valencia valencia1 \
    valentin valentina valentina1 valentina123 valentine valentine1 vampire1 vampire123 vanessa1 vanessa123 vanilla1 \
    vascodagama vendetta venezuela veronica veronica1 victoria victoria1 victoria12 victoria123 victory1 victory123 \
    vietnam1 vikings1 vikram123 violet123 viper123 vladimir vladimir1 vladimir123 vodka123 voetbal1 voldemort \
    volkswagen volkswagen1 volleyball volleyball1 voyager1 vvvvvvvv w1234567 w12345678 w123456789 wachtwoord \
    wachtwoord1 wang1234 wangjian warcraft warcraft1 warrior! warrior007 warrior01 warrior1 warrior11 warrior123 \
    warrior2 warrior69 warrior99 warriors warriors1 wassup123 water123 watermelon watermelon1 watson123 wednesday \
    weed1234 weed4200 welcome! welcome00 welcome007 welcome01 welcome1 welcome11 welcome12 welcome123 welcome1234 \
    welcome2 welcome69 welcome99 welcome@1 welcomeback welkom01 welkom12 welkom123 werder123 werewolf wertyuio \
    wertyuiop westham1 westham123 whatever whatever! whatever007 whatever01 whatever1 whatever11 whatever12 \
    whatever123 whatever2 whatever69 whatever99 whatsapp whatsapp1 whatsup1 whiskers1 whiskers123 whiskey1 white123 \
    whiteboy whocares whoknows william1 william12 william123 window123 windows1 windows10 windows123 windows7 \
    windows98 windowsxp winner007 winner01 winner11 winner12 winner123 winner69 winner99 winners1 winniethepooh \
    winter007 winter01 winter11 winter12 winter123 winter69 winter99 wizard007 wizard01 wizard11 wizard123 wizard69 \
    wizard99 woaini123 woaini1314 woaini520 wodemima wolf1234 wolfpack wolfpack1 wolverine wolverine1 wrestler \
    wrestling wrestling1 wwwwwwww x1234567 x12345678 x123456789 xbox3600 xbox360live xiaoming xxxxxxxx y1234567 \
    y12345678 y123456789 yahoo123 yamaha007 yamaha01 yamaha11 yamaha123 yamaha69 yamaha99 yankees1 yankees12 \
    yankees123 yankees2 yellow007 yellow01 yellow11 yellow12 yellow123 yellow69 yellow99 yoda1234 yomama123 \
    youknowit yourmom1 yourmom123 youtube1 youtube123 yyyyyyyy z1234567 z12345678 z123456789 zaphod42 zaq12wsx \
    zaq1xsw2 zaq1zaq1 zaqwsx123 zaragoza zelda123 zelda1234 zenit123 zeus1234 zhang123 zidane10 zombie123 zxc12345 \
    zxcasdqwe zxcvbnm, zxcvbnm1 zxcvbnm12 zxcvbnm123 zxcvbnm123456 zxcvbnmasd zxcvbnmz zxczxczxc zz123456 zzzzzzzz
    """
